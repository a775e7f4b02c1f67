import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from 'pino';

export type Logger = PinoLogger;

/** A reason, a name of an event or of a class fits; a transcript does not. */
const MAX_LOGGED_CHARACTERS = 200;
/** How deep facts are nested; what is deeper is left out. */
const MAX_DEPTH = 4;
/** About 30,000 lines wait for a reader of the log; what comes then is counted instead. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
/** So long the end of the process waits for a reader of the log. */
const LAST_WAIT_MS = 500;
/** A process that exits at once offers a full pipe so often, 100 ms apart each time. */
const LAST_OFFERS = 5;

/**
 * One JSON line per event: ids, states, counts, durations. Never a token, a name or a spoken word, and therefore never
 * the message of an error: somebody else's may quote what it was given. `err` keeps its class, code and where it arose.
 * Every string is cut and cleaned here, because some come from Zoom, engines and clients; a child's bindings are not.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
    formatters: { log: cleanFacts },
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

/** Disposed of: what waits is written, and nothing is logged any more. */
export interface LogOutput extends AsyncDisposable {
  readonly stream: DestinationStream;
  /** Calls back when lines were dropped and the log is read again. */
  onDropped(report: (lines: number) => void): void;
}

/**
 * Standard output as the log. Written beside the event loop: a full pipe that nobody reads would stop every meeting.
 * Lines beyond a limit are dropped and counted. The end of the process writes what waits, and gives a full pipe up.
 */
export function logOutput(): LogOutput {
  // Node opens a pipe without blocking when it is first named: a write to a blocking one would hold the exit up.
  const { fd } = process.stdout;
  let dropped = 0;
  let offersLeft = Infinity;
  const stream = pino.destination({
    dest: fd,
    sync: false,
    maxLength: MAX_WAITING_BYTES,
    retryEAGAIN: () => {
      offersLeft -= 1;
      return offersLeft >= 0;
    },
  });
  stream.on('drop', () => {
    dropped += 1;
  });
  const flush = stream.flushSync.bind(stream);
  // pino calls it when the process exits: an error thrown there would replace the exit code.
  stream.flushSync = () => {
    offersLeft = LAST_OFFERS;
    try {
      flush();
    } catch {
      // Nobody reads: the lines end with the process.
    }
  };
  return {
    stream,
    onDropped: (report) => {
      stream.on('drain', () => {
        if (dropped === 0) return;
        const lines = dropped;
        dropped = 0;
        report(lines);
      });
    },
    [Symbol.asyncDispose]: async () => {
      const written = once(stream, 'close');
      stream.end();
      await Promise.race([written, wait(LAST_WAIT_MS)]);
    },
  };
}

/** One line of at most `MAX_LOGGED_CHARACTERS`: no control, direction or invisible character, no half of a pair. */
export function logText(text: string): string {
  const cut = text.slice(0, MAX_LOGGED_CHARACTERS);
  const clean = cut.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
  return text.length > MAX_LOGGED_CHARACTERS ? `${clean}… (${text.length} characters)` : clean;
}

function cleanFacts(facts: Record<string, unknown>): Record<string, unknown> {
  return cleanEntries(facts, 0);
}

function cleanEntries(facts: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [logText(name), cleanValue(value, depth)]),
  );
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return logText(value);
  // Errors have a serializer of their own.
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.map((item: unknown) => cleanValue(item, depth + 1));
  return cleanEntries(value, depth + 1);
}

interface ErrorFacts {
  readonly type: string;
  readonly code?: string;
  readonly at?: string;
  readonly cause?: ErrorFacts;
}

function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error };
  // The stack begins with the message, lines of which may look like frames.
  const stack = error.stack ?? '';
  const messageEnd = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length;
  const frames = stack
    .slice(messageEnd)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '));
  return {
    type: logText(error.name),
    ...('code' in error && typeof error.code === 'string' ? { code: logText(error.code) } : {}),
    ...(frames.length === 0
      ? {}
      : {
          at: frames
            .slice(0, 5)
            .map((frame) => logText(frame.trim()))
            .join(' < '),
        }),
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
  };
}
