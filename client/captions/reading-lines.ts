import type { Line } from '../../shared/caption.ts';

/** Reading mode waits this long for an earlier sentence, so that lines come in the order they were said. */
export const HOLD_LIMIT_MS = 1_500;

export interface ReadingLines {
  readonly lines: readonly Line[];
  /** When a line that is held back now is due; `undefined`: none is. */
  readonly nextInMs: number | undefined;
}

/**
 * Finished lines only. One that finished while an earlier one is still open waits for it, at most `HOLD_LIMIT_MS`.
 * `settledAt` remembers when each line was first seen finished, and is kept up by this function.
 */
export function readingLines(
  lines: readonly Line[],
  settledAt: Map<string, number>,
  now: number,
): ReadingLines {
  const shown: Line[] = [];
  let earlierIsOpen = false;
  let nextInMs: number | undefined;
  for (const line of lines) {
    if (line.kind === 'caption' && line.state === 'draft') {
      earlierIsOpen = true;
      continue;
    }
    const since = settledAt.get(line.id) ?? now;
    settledAt.set(line.id, since);
    const waitMs = since + HOLD_LIMIT_MS - now;
    if (!earlierIsOpen || waitMs <= 0) shown.push(line);
    else nextInMs = Math.min(nextInMs ?? waitMs, waitMs);
  }
  return { lines: shown, nextInMs };
}
