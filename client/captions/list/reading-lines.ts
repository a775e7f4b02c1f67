/** Reading mode: finished sentences only. Pure. */
import type { Line } from '../../../shared/caption.ts';

/** Reading mode waits this long for an earlier sentence, so that lines appear in spoken order. */
export const HOLD_LIMIT_MS = 1_500;

/** A line as it was when it was last finished, and the time when it was first finished. */
export interface FinishedLine {
  readonly line: Line;
  readonly since: number;
}

export interface ReadingLines {
  readonly lines: readonly Line[];
  /** Input of the next call, by line id. */
  readonly finished: ReadonlyMap<string, FinishedLine>;
  /** Time until the next held line is due; `undefined`: no line is held. */
  readonly nextInMs: number | undefined;
}

/**
 * Finished lines only. One that finished while an earlier one is still open waits for it, at most `HOLD_LIMIT_MS`. One that
 * is open again, as every line after a switch of language, stays as it was until it is finished anew.
 */
export function readingLines(
  lines: readonly Line[],
  before: ReadonlyMap<string, FinishedLine>,
  now: number,
): ReadingLines {
  const shown: Line[] = [];
  const finished = new Map<string, FinishedLine>();
  let earlierIsOpen = false;
  let nextInMs: number | undefined;
  for (const current of lines) {
    const isOpen = current.kind === 'caption' && current.state === 'draft';
    const known = before.get(current.id);
    const line = isOpen ? known?.line : current;
    if (line === undefined) {
      earlierIsOpen = true;
      continue;
    }
    const since = known?.since ?? now;
    finished.set(line.id, { line, since });
    const waitMs = since + HOLD_LIMIT_MS - now;
    if (!earlierIsOpen || waitMs <= 0) shown.push(line);
    else nextInMs = Math.min(nextInMs ?? waitMs, waitMs);
  }
  return { lines: shown, finished, nextInMs };
}
