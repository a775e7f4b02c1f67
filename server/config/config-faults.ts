import type { EngineName, VariableValues } from './config-schema.ts';
import { isLoopbackHost } from './variable-forms.ts';

/** Faults of variables that are valid alone and contradict each other. */
export function crossFaults(v: VariableValues): string[] {
  const faults: string[] = [];
  const named = new Set(v.TRANSLATE_ENGINES ?? []);
  const needs = (engine: EngineName, variable: keyof typeof v) => {
    if (named.has(engine) && v[variable] === undefined) {
      faults.push(`${variable}: is missing, and TRANSLATE_ENGINES names ${engine}.`);
    }
  };
  needs('deepl', 'DEEPL_KEY');
  needs('libre', 'LIBRE_URL');
  needs('openai', 'OPENAI_URL');
  needs('openai', 'OPENAI_MODEL');
  needs('phrasebook', 'PHRASEBOOK_FILE');
  if (v.TRANSCRIPT_FILE !== undefined && v.RETENTION_HOURS === 0) {
    faults.push(
      'TRANSCRIPT_FILE: cannot be set with RETENTION_HOURS=0, which keeps spoken words off the disk.',
    );
  }
  if (v.TRANSCRIPT_FILE !== undefined && v.REDIS_URL !== undefined) {
    faults.push('TRANSCRIPT_FILE: cannot be set with REDIS_URL; several nodes have no one file.');
  }
  faults.push(...faultsOfNodes(v));
  if (v.RETENTION_HOURS > v.RETENTION_MAX_HOURS) {
    faults.push('RETENTION_HOURS: must not be more than RETENTION_MAX_HOURS.');
  }
  const shared = v.DATABASE_URL.startsWith('postgres') || v.REDIS_URL !== undefined;
  if (shared && v.SESSION_SECRET === undefined) {
    faults.push(
      'SESSION_SECRET: is required with postgres:// or REDIS_URL, so that every node reads the same sessions.',
    );
  }
  if (v.RTMS_TIME_SCALE !== 1 && !v.RTMS_ALLOWED_HOSTS.some((host) => isLoopbackHost(host))) {
    faults.push(
      'RTMS_TIME_SCALE: may differ from 1 only when RTMS_ALLOWED_HOSTS lists a host of this machine (for tests).',
    );
  }
  return faults;
}

/** Several nodes share one database, and keep no spoken word in the memory of one of them. */
function faultsOfNodes(v: VariableValues): string[] {
  if (v.REDIS_URL === undefined) return [];
  const faults: string[] = [];
  if (!v.DATABASE_URL.startsWith('postgres'))
    faults.push('DATABASE_URL: must be a postgres:// URL with REDIS_URL; several nodes share one database.');
  if (v.RETENTION_HOURS === 0)
    faults.push(
      'RETENTION_HOURS: cannot be 0 with REDIS_URL; the memory of one node is not that of another.',
    );
  if (v.SOCKET_TRANSPORTS?.includes('polling') === true)
    faults.push('SOCKET_TRANSPORTS: must be websocket with REDIS_URL; polling needs sticky sessions.');
  return faults;
}
