import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type DestinationStream, pino } from 'pino';

/** About 30,000 lines wait for a reader of the log; what comes then is counted instead. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;
/** So long the end of the process waits for a reader of the log. */
const LAST_WAIT_MS = 500;
/** A process that exits at once offers a full pipe so often, 100 ms apart each time. */
const LAST_OFFERS = 5;

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
