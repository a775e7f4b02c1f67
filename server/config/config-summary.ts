/** The configuration as one entry of the log: each variable with its value, without a secret. */
import type { Config } from './config.ts';
import { environmentSchema, type VariableValues } from './config-schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How a value is shown. `plain`: as it was given. `address`: protocol, host and port, because user, password, path and query may hold
 * a key; `addresses`: a list of them. `secret`: that it is set.
 */
const forms = {
  CLIENT_ID: 'plain',
  CLIENT_SECRET: 'secret',
  ZOOM_SECRET_TOKEN: 'secret',
  REDIRECT_URI: 'address',
  PUBLIC_URL: 'address',
  PORT: 'plain',
  HOST: 'plain',
  TARGET_LANGUAGE: 'plain',
  SOURCE_LANGUAGE: 'plain',
  TRANSLATE_ENGINES: 'plain',
  GOOGLE_URL: 'address',
  DEEPL_URL: 'address',
  DEEPL_KEY: 'secret',
  DEEPL_FORMALITY: 'plain',
  LIBRE_URL: 'address',
  LIBRE_KEY: 'secret',
  OPENAI_URL: 'address',
  OPENAI_KEY: 'secret',
  OPENAI_MODEL: 'plain',
  LOCAL_MODELS_DIR: 'plain',
  LOCAL_MODELS_URL: 'addresses',
  LOCAL_MODELS_DOWNLOAD: 'plain',
  LOCAL_MAX_MODELS: 'plain',
  APERTIUM_PATH: 'plain',
  PHRASEBOOK_FILE: 'plain',
  DRAFTS: 'plain',
  TRANSLATE_BUDGET_CHARACTERS: 'plain',
  PRICES: 'plain',
  AUTO_START: 'plain',
  TRANSCRIPT_FILE: 'plain',
  DATABASE_URL: 'address',
  REDIS_URL: 'address',
  REDIS_PREFIX: 'plain',
  RETENTION_HOURS: 'plain',
  RETENTION_MAX_HOURS: 'plain',
  SESSION_SECRET: 'secret',
  ZOOM_OAUTH_URL: 'address',
  ZOOM_API_URL: 'address',
  RTMS_ALLOWED_HOSTS: 'plain',
  RTMS_KEEPALIVE_MS: 'plain',
  RTMS_TIME_SCALE: 'plain',
  PANEL_FRAME_ANCESTORS: 'plain',
  SOCKET_TRANSPORTS: 'plain',
  MAX_SOCKETS_PER_MEETING: 'plain',
  MAX_LANGUAGES_PER_MEETING: 'plain',
  METRICS_TOKEN: 'secret',
  TRUST_PROXY: 'plain',
  LOG_LEVEL: 'plain',
} as const satisfies Readonly<Record<keyof VariableValues, Form>>;

type Form = 'plain' | 'address' | 'addresses' | 'secret';

export interface ConfigSummary {
  readonly publicUrl: string;
  readonly database: DatabaseSummary;
  /** Variables of the environment or `.env`. */
  readonly set: Readonly<Record<string, string>>;
  /** Variables that are not set and have a default. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

type DatabaseSummary =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly host: string; readonly name: string };

/** @param environment that `config` was loaded from */
export function configSummary(environment: Environment, config: Config): ConfigSummary {
  const names = Object.entries(forms);
  const given = names.flatMap(([name, form]) => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? [] : [[name, shown(value, form)] as const];
  });
  const set = Object.fromEntries(given);
  const defaults = Object.entries(environmentSchema.partial().parse({})).filter(([name]) => !(name in set));
  return {
    publicUrl: config.publicUrl,
    database: databaseSummary(config.databaseUrl),
    set,
    defaults: Object.fromEntries(defaults),
  };
}

function shown(value: string, form: Form): string {
  switch (form) {
    case 'plain':
      return value;
    case 'address':
      return shownAddress(value);
    case 'addresses':
      return value
        .split(',')
        .map((part) => shownAddress(part.trim()))
        .join(',');
    case 'secret':
      return '[set]';
  }
}

function shownAddress(value: string): string {
  if (value.startsWith('sqlite:')) return value;
  const url = parsedAddress(value);
  return url === undefined ? '[set]' : `${url.protocol}//${url.host}`;
}

function databaseSummary(databaseUrl: string): DatabaseSummary {
  if (databaseUrl.startsWith('sqlite:')) return { kind: 'sqlite', file: databaseUrl.slice('sqlite:'.length) };
  const url = parsedAddress(databaseUrl);
  if (url === undefined) return { kind: 'postgres', host: '[set]', name: '[set]' };
  return { kind: 'postgres', host: url.host, name: url.pathname.slice(1) };
}

/** A password that is not percent-encoded moves the border of the host: then nothing of the address is known for certain. */
function parsedAddress(value: string): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const signs = value.split('@').length - 1;
  const hasUser = url.username !== '' || url.password !== '';
  return signs === (hasUser ? 1 : 0) ? url : undefined;
}
