import type { Line } from '../../../shared/caption.ts';

/** Reading mode waits this long for an earlier sentence, so that lines come in the order they were said. */
export const HOLD_LIMIT_MS = 1_500;

export interface ReadingLines {
  readonly lines: readonly Line[];
  /** When a line that is held back now is due; `undefined`: none is. */
  readonly nextInMs: number | undefined;
}

/** A line as it was when it was last finished, and when it was first seen so. */
export interface FinishedLine {
  readonly line: Line;
  readonly since: number;
}

/**
 * Finished lines only. One that finished while an earlier one is still open waits for it, at most `HOLD_LIMIT_MS`. One that
 * is open again, as every line after a switch of language, stays as it was until it is finished anew.
 * `finished` remembers what was seen so far, by id, and is kept up by this function.
 */
export function readingLines(
  lines: readonly Line[],
  finished: Map<string, FinishedLine>,
  now: number,
): ReadingLines {
  const shown: Line[] = [];
  let earlierIsOpen = false;
  let nextInMs: number | undefined;
  for (const current of lines) {
    const isOpen = current.kind === 'caption' && current.state === 'draft';
    const before = finished.get(current.id);
    const line = isOpen ? before?.line : current;
    if (line === undefined) {
      earlierIsOpen = true;
      continue;
    }
    const since = before?.since ?? now;
    finished.set(line.id, { line, since });
    const waitMs = since + HOLD_LIMIT_MS - now;
    if (!earlierIsOpen || waitMs <= 0) shown.push(line);
    else nextInMs = Math.min(nextInMs ?? waitMs, waitMs);
  }
  if (finished.size > lines.length) forgetOthers(finished, lines);
  return { lines: shown, nextInMs };
}

function forgetOthers(finished: Map<string, FinishedLine>, lines: readonly Line[]): void {
  const present = new Set(lines.map(({ id }) => id));
  for (const id of finished.keys()) if (!present.has(id)) finished.delete(id);
}
