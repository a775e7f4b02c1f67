import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

export type Logger = PinoLogger;

/**
 * One JSON line per event: ids, states, counts, durations. Never a token, a name or a spoken word, and therefore
 * never a whole error of someone else's making: `err` keeps the type, the message of our own errors, and the stack.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: {
      paths: ['token', 'signature', 'code', 'authorization', '*.token', '*.signature', '*.authorization', 'text', '*.text'],
      censor: '[not logged]',
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
