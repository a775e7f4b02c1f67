/** The variables of the contract: their forms and their defaults. `.env.example` explains each. */
import { z } from 'zod';
import {
  allowedHosts,
  canonicalLanguage,
  frameAncestors,
  languageTag,
  list,
  serviceUrl,
  text,
  webUrl,
  wholeNumber,
} from './variable-forms.ts';

export const engineNames = ['local', 'google', 'deepl', 'libre', 'apertium', 'openai', 'phrasebook'] as const;
export type EngineName = (typeof engineNames)[number];

export const environmentSchema = z.object({
  CLIENT_ID: text,
  CLIENT_SECRET: text,
  ZOOM_SECRET_TOKEN: text,
  REDIRECT_URI: webUrl.refine(
    (value) => !value.includes('#') && URL.canParse(value) && new URL(value).pathname.endsWith('/callback'),
    'must end in /callback',
  ),
  PUBLIC_URL: webUrl.transform((value) => new URL(value).origin).optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: text
    .regex(/^[\w.:%-]+$/, 'must be an address or name of this machine, such as 127.0.0.1')
    .default('0.0.0.0'),
  TARGET_LANGUAGE: text
    .transform((value, ctx) => (value === 'auto' ? value : canonicalLanguage(value, ctx)))
    .default('es'),
  SOURCE_LANGUAGE: text.default('auto').transform(parseSourceLanguage),
  TRANSLATE_ENGINES: list
    .pipe(
      z
        .array(z.enum(engineNames, `must be a list of ${engineNames.join(', ')}`))
        .nonempty('must name at least one engine'),
    )
    .optional(),
  GOOGLE_URL: serviceUrl.optional(),
  DEEPL_URL: serviceUrl.optional(),
  DEEPL_KEY: text.optional(),
  DEEPL_FORMALITY: z.enum(['default', 'more', 'less'], 'must be default, more or less').default('default'),
  LIBRE_URL: serviceUrl.optional(),
  LIBRE_KEY: text.optional(),
  OPENAI_URL: serviceUrl.optional(),
  OPENAI_KEY: text.optional(),
  OPENAI_MODEL: text.optional(),
  LOCAL_MODELS_DIR: text.optional(),
  LOCAL_MODELS_URL: list.pipe(z.array(serviceUrl).nonempty('must name at least one mirror')).optional(),
  LOCAL_MODELS_DOWNLOAD: z.enum(['auto', 'never'], 'must be auto or never').default('auto'),
  LOCAL_MAX_MODELS: wholeNumber(1).default(3),
  APERTIUM_PATH: text.optional(),
  PHRASEBOOK_FILE: text.optional(),
  DRAFTS: z.enum(['unmetered', 'always', 'off'], 'must be unmetered, always or off').default('unmetered'),
  TRANSLATE_BUDGET_CHARACTERS: wholeNumber(0).optional(),
  PRICES: text.default('').transform(parsePrices),
  AUTO_START: z
    .enum(
      ['off', 'meeting-started', 'participant-joined'],
      'must be off, meeting-started or participant-joined',
    )
    .default('off'),
  TRANSCRIPT_FILE: text.optional(),
  DATABASE_URL: text
    .regex(
      /^(sqlite:.+|postgres(ql)?:\/\/.+)/,
      'must be sqlite:path/to/file.db or postgres://user:password@host/name',
    )
    .default('sqlite:data/captions.db'),
  REDIS_PREFIX: text.regex(/^[\w:.-]{1,64}$/, 'must be letters, digits, and : . _ -').default('captions:'),
  REDIS_URL: text.regex(/^rediss?:\/\//, 'must be a redis:// URL').optional(),
  RETENTION_HOURS: wholeNumber(0).default(24),
  RETENTION_MAX_HOURS: wholeNumber(0).default(720),
  SESSION_SECRET: list.pipe(z.array(z.string()).nonempty('must hold at least one secret')).optional(),
  ZOOM_OAUTH_URL: serviceUrl.default('https://zoom.us'),
  ZOOM_API_URL: serviceUrl.default('https://api.zoom.us/v2'),
  RTMS_ALLOWED_HOSTS: allowedHosts.default(['.zoom.us', '.zoomgov.com']),
  RTMS_KEEPALIVE_MS: wholeNumber(1).default(10_000),
  RTMS_TIME_SCALE: text
    .refine((value) => Number(value) > 0 && Number.isFinite(Number(value)), 'must be a number above 0')
    .transform(Number)
    .default(1),
  PANEL_FRAME_ANCESTORS: frameAncestors.default([
    'https://zoom.us',
    'https://*.zoom.us',
    'https://*.zoom.com',
    'https://*.zoomgov.com',
  ]),
  SOCKET_TRANSPORTS: list
    .pipe(
      z
        .array(z.enum(['websocket', 'polling'], 'must be websocket, polling, or both with a comma'))
        .nonempty('must name websocket, polling, or both'),
    )
    .optional(),
  MAX_SOCKETS_PER_MEETING: wholeNumber(1).default(10_000),
  MAX_LANGUAGES_PER_MEETING: wholeNumber(1).default(24),
  METRICS_TOKEN: text.optional(),
  TRUST_PROXY: wholeNumber(0).default(0),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

export type VariableValues = z.infer<typeof environmentSchema>;

export type SourceLanguage =
  | { readonly mode: 'auto' }
  | { readonly mode: 'hint'; readonly language: string }
  | { readonly mode: 'only'; readonly language: string };

function parseSourceLanguage(value: string, ctx: z.RefinementCtx<string>): SourceLanguage {
  if (value === 'auto') return { mode: 'auto' };
  const only = value.startsWith('only:');
  const language = languageTag.safeParse(only ? value.slice('only:'.length) : value);
  if (!language.success) {
    ctx.addIssue({ code: 'custom', message: 'must be auto, a language tag such as es, or only:es' });
    return z.NEVER;
  }
  return { mode: only ? 'only' : 'hint', language: language.data };
}

/** `deepl=25,google=0` → USD per million characters. */
function parsePrices(
  value: string,
  ctx: z.RefinementCtx<string>,
): Readonly<Partial<Record<EngineName, number>>> {
  const prices: Partial<Record<EngineName, number>> = {};
  for (const item of value.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', amount = ''] = item.split('=').map((part) => part.trim());
    const engine = engineNames.find((known) => known === name);
    if (engine === undefined || amount === '' || !(Number(amount) >= 0)) {
      ctx.addIssue({
        code: 'custom',
        message: `"${item}" must look like deepl=25 (USD per million characters)`,
      });
      return z.NEVER;
    }
    prices[engine] = Number(amount);
  }
  return prices;
}
