import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { crossFaults } from './config-faults.ts';
import { type EngineName, environmentSchema, type VariableValues } from './config-schema.ts';
import { localModelsConfig } from './local-models-config.ts';

/** `local,google,libre,apertium`: members that are not configured or installed are skipped, not faults. */
const defaultEngines: readonly EngineName[] = ['local', 'google', 'libre', 'apertium'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Every fault of the environment at once, each a sentence that names its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

export type Config = Readonly<ReturnType<typeof loadConfig>>;

/** The process environment over `.env` in the working directory. An empty value counts as unset. */
export function readEnvironment(env: Environment = process.env, directory = process.cwd()): Environment {
  return { ...fromFile(resolve(directory, '.env')), ...withoutEmpty(env) };
}

/** @throws {ConfigError} naming every missing or wrong variable. */
export function loadConfig(environment: Environment, directory = process.cwd()) {
  const env = withoutEmpty(environment);
  const v = parse(env);
  const publicUrl = v.PUBLIC_URL ?? new URL(v.REDIRECT_URI).origin;
  const several = v.REDIS_URL !== undefined;
  return {
    zoom: {
      clientId: v.CLIENT_ID,
      clientSecret: v.CLIENT_SECRET,
      secretToken: v.ZOOM_SECRET_TOKEN,
      redirectUri: v.REDIRECT_URI,
      oauthUrl: v.ZOOM_OAUTH_URL,
      apiUrl: v.ZOOM_API_URL,
    },
    publicUrl,
    port: v.PORT,
    host: v.HOST,
    targetLanguage: v.TARGET_LANGUAGE,
    sourceLanguage: v.SOURCE_LANGUAGE,
    translation: {
      engines: v.TRANSLATE_ENGINES ?? defaultEngines,
      /** Named by the operator: an engine that cannot run is then a fault. */
      enginesAreExplicit: v.TRANSLATE_ENGINES !== undefined,
      googleUrl: v.GOOGLE_URL,
      deeplUrl: v.DEEPL_URL,
      deeplKey: v.DEEPL_KEY,
      deeplFormality: v.DEEPL_FORMALITY,
      libreUrl: v.LIBRE_URL,
      libreKey: v.LIBRE_KEY,
      openaiUrl: v.OPENAI_URL,
      openaiKey: v.OPENAI_KEY,
      openaiModel: v.OPENAI_MODEL,
      local: localModelsConfig(v, directory),
      apertiumPath: v.APERTIUM_PATH === undefined ? undefined : resolve(directory, v.APERTIUM_PATH),
      phrasebookFile: v.PHRASEBOOK_FILE === undefined ? undefined : resolve(directory, v.PHRASEBOOK_FILE),
      drafts: v.DRAFTS,
      budgetCharacters: v.TRANSLATE_BUDGET_CHARACTERS,
      prices: v.PRICES,
    },
    autoStart: v.AUTO_START,
    transcriptFile: v.TRANSCRIPT_FILE === undefined ? undefined : resolve(directory, v.TRANSCRIPT_FILE),
    databaseUrl: resolveDatabase(v.DATABASE_URL, directory),
    redis: v.REDIS_URL === undefined ? undefined : { url: v.REDIS_URL, prefix: v.REDIS_PREFIX },
    dataDirectory: resolve(directory, 'data'),
    retentionHours: v.RETENTION_HOURS,
    retentionMaxHours: v.RETENTION_MAX_HOURS,
    /** The first signs and encrypts, the rest verify and decrypt. Undefined: a key file in the data directory. */
    sessionSecrets: v.SESSION_SECRET,
    rtms: {
      allowedHosts: v.RTMS_ALLOWED_HOSTS,
      keepAliveMs: v.RTMS_KEEPALIVE_MS,
      timeScale: v.RTMS_TIME_SCALE,
    },
    panelFrameAncestors: v.PANEL_FRAME_ANCESTORS,
    socketTransports:
      v.SOCKET_TRANSPORTS ?? (several ? (['websocket'] as const) : (['websocket', 'polling'] as const)),
    maxSocketsPerMeeting: v.MAX_SOCKETS_PER_MEETING,
    maxLanguagesPerMeeting: v.MAX_LANGUAGES_PER_MEETING,
    metricsToken: v.METRICS_TOKEN,
    trustProxy: v.TRUST_PROXY,
    logLevel: v.LOG_LEVEL,
  };
}

/** The variables of the translation models alone. @throws {ConfigError} */
export function loadModelsConfig(environment: Environment, directory = process.cwd()) {
  return localModelsConfig(parsePart(modelsSchema, environment), directory);
}

/** `DATABASE_URL` alone, of SQLite with the whole path. @throws {ConfigError} */
export function loadDatabaseUrl(environment: Environment, directory = process.cwd()): string {
  return resolveDatabase(parsePart(databaseSchema, environment).DATABASE_URL, directory);
}

function parsePart<T>(schema: z.ZodType<T>, environment: Environment): T {
  const parsed = schema.safeParse(withoutEmpty(environment));
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${sentence(message)}`),
  );
}

const databaseSchema = environmentSchema.pick({ DATABASE_URL: true });

const modelsSchema = environmentSchema.pick({
  LOCAL_MODELS_DIR: true,
  LOCAL_MODELS_URL: true,
  LOCAL_MODELS_DOWNLOAD: true,
  LOCAL_MAX_MODELS: true,
});

/** Every fault of single variables, and of those that do not fit each other, in one go. */
function parse(env: Environment): VariableValues {
  const parsed = environmentSchema.safeParse(env);
  if (parsed.success) {
    const faults = crossFaults(parsed.data);
    if (faults.length > 0) throw new ConfigError(faults);
    return parsed.data;
  }
  const messages = new Map(
    parsed.error.issues.map((issue) => [String(issue.path[0]), sentence(issue.message)]),
  );
  const faults = [...messages].map(([variable, message]) => `${variable}: ${message}`);
  // The other variables may contradict each other: they are checked without the faulty ones.
  const rest = Object.entries(env).filter(([variable]) => !messages.has(variable));
  const complete = environmentSchema.safeParse({ ...standIns, ...Object.fromEntries(rest) });
  if (complete.success) faults.push(...crossFaults(complete.data));
  throw new ConfigError(faults);
}

const standIns = {
  CLIENT_ID: '-',
  CLIENT_SECRET: '-',
  ZOOM_SECRET_TOKEN: '-',
  REDIRECT_URI: 'https://captions.invalid/callback',
};

function resolveDatabase(url: string, directory: string): string {
  if (!url.startsWith('sqlite:')) return url;
  const path = url.slice('sqlite:'.length);
  return path === ':memory:' ? url : `sqlite:${resolve(directory, path)}`;
}

function fromFile(path: string): Environment {
  try {
    // Some editors begin a file with a byte order mark, which would become part of the first name.
    return withoutEmpty(parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new ConfigError([`.env: could not be read (${String(error)}).`]);
  }
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}
