import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

export type Logger = PinoLogger;

/**
 * One JSON line per event: ids, states, counts, durations. Never a token, a name or a spoken word, and therefore never
 * the message of an error: somebody else's may quote what it was given. `err` keeps its class, code and where it arose.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
    redact: {
      paths: [
        'token',
        'signature',
        'code',
        'authorization',
        '*.token',
        '*.signature',
        '*.authorization',
        'text',
        '*.text',
      ],
      censor: '[not logged]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

interface ErrorFacts {
  readonly type: string;
  readonly code?: string;
  readonly at?: string;
  readonly cause?: ErrorFacts;
}

function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(frames.length === 0
      ? {}
      : {
          at: frames
            .slice(0, 5)
            .map((frame) => frame.trim())
            .join(' < '),
        }),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}
