/** Where the lines of a `history` request end, in the order of positions. */
import type { CaptionStore } from '../../captions/ports/caption-store.ts';
import type { HistoryAsked } from '../requests.ts';

export interface HistoryPlace {
  /** Lines of a smaller position, at most so many. */
  readonly before: number;
  readonly limit: number;
  /** Whether lines follow; absent where nobody asked. */
  readonly newer?: boolean;
}

/** Turns `after` and `around` into the last lines before a position. An `around` that is not known is the beginning. */
export async function historyPlace(
  store: Pick<CaptionStore, 'lines' | 'linesAbove'>,
  meetingId: string,
  asked: HistoryAsked,
): Promise<HistoryPlace> {
  const { limit } = asked;
  if ('before' in asked) return { before: asked.before, limit };
  if ('after' in asked) return await placeAfter(store, meetingId, asked.after, limit);
  const [line] = await store.lines(meetingId, [asked.around]);
  if (line === undefined || line.removed) return await placeAfter(store, meetingId, 0, limit);
  const behind = await placeAfter(store, meetingId, line.position, Math.floor(limit / 2));
  return { ...behind, before: Math.max(behind.before, line.position + 1), limit };
}

/** A reader who may read none of the lines is not told that more follow. */
export function newerThan(lines: readonly unknown[], newer: boolean | undefined): { newer?: boolean } {
  return newer === undefined ? {} : { newer: newer && lines.length > 0 };
}

async function placeAfter(
  store: Pick<CaptionStore, 'linesAbove'>,
  meetingId: string,
  position: number,
  limit: number,
): Promise<HistoryPlace> {
  const above = await store.linesAbove(meetingId, position, limit + 1);
  const lines = above.slice(0, limit);
  const last = lines.at(-1);
  return {
    before: last === undefined ? position + 1 : last.position + 1,
    // A page of no line is none: the line before stands for it.
    limit: Math.max(1, lines.length),
    newer: above.length > limit,
  };
}
