/** Loads lines of the past into a feed. */
import type {
  HistoryAnswer,
  HistoryRequest,
  RequestFailed,
  WatchAnswer,
} from '../../../shared/panel-protocol.ts';
import type { CaptionFeed } from './caption-feed.ts';
import { placeRequest, type ReadingPlace } from './reading-place.ts';

/** Asks the server for lines of the past; rejects when no answer comes. */
export type AskHistory = (request: HistoryRequest) => Promise<HistoryAnswer | RequestFailed>;

const HISTORY_LINES = 100;

export async function loadHistory(
  feed: CaptionFeed,
  direction: 'older' | 'newer',
  ask: AskHistory,
): Promise<void> {
  const turn = direction === 'older' ? feed.beginHistory(HISTORY_LINES) : feed.beginNewer(HISTORY_LINES);
  if (turn === undefined) return;
  const answer = await answered(turn.request, ask);
  if (answer === undefined) feed.failHistory(turn);
  else feed.answerHistory(turn, answer);
}

/** The lines at the place where a reader begins; `undefined`: the newest lines, which the answer has. */
export async function partOf(
  place: ReadingPlace | undefined,
  answer: WatchAnswer,
  ask: AskHistory,
): Promise<HistoryAnswer | undefined> {
  const request = place === undefined ? undefined : placeRequest(place, answer);
  return request === undefined ? undefined : await answered(request, ask);
}

async function answered(request: HistoryRequest, ask: AskHistory): Promise<HistoryAnswer | undefined> {
  const answer = await ask(request).catch(() => undefined);
  return answer?.ok === true ? answer : undefined;
}
