import type { HistoryRequest, WatchAnswer } from '../../../shared/panel-protocol.ts';

/** Where a reader begins: at a line that a link names, or at the beginning of a meeting that is over. */
export type ReadingPlace =
  | { readonly kind: 'line'; readonly id: string }
  | { readonly kind: 'beginning-when-ended' };

const LINES_AROUND = 100;

/** The request for the lines of the place; `undefined`: the newest ones, which the answer has, are right. */
export function placeRequest(place: ReadingPlace, answer: WatchAnswer): HistoryRequest | undefined {
  if (!answer.more) return undefined;
  switch (place.kind) {
    case 'line':
      if (answer.captions.some(({ id }) => id === place.id)) return undefined;
      return { around: place.id, limit: LINES_AROUND };
    case 'beginning-when-ended':
      return answer.status.state === 'ended' ? { after: 0, limit: LINES_AROUND } : undefined;
  }
}
