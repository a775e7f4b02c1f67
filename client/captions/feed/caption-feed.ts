import type { Line } from '../../../shared/caption.ts';
import type { MeetingStatus } from '../../../shared/meeting-status.ts';
import type {
  CaptionBatch,
  HistoryAnswer,
  HistoryRequest,
  RequestErrorCode,
  WatchAnswer,
  WatchRequest,
} from '../../../shared/panel-protocol.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import { withoutLeftovers } from './feed-lines.ts';
import {
  type BatchOutcome,
  type BatchResult,
  batchArrived,
  emptyFeed,
  type FeedState,
  historyAnswered,
  historyFailed,
  historyStarted,
  newerAnswered,
  type Room,
  statusArrived,
  trimmed,
  watchAnswered,
  watchRefused,
  watchRequest,
  watchStarted,
  windowOpened,
} from './feed-state.ts';
import type { ReadingPlace } from './reading-place.ts';

/** A request for history, and what its answer belongs to. */
export interface HistoryTurn {
  readonly request: HistoryRequest;
  readonly generation: number;
}

/** The captions of one meeting in this page, shown and arrived. */
export class CaptionFeed {
  readonly #settledListeners = new Set<(lines: readonly Line[]) => void>();
  readonly #shown = createStore(emptyFeed);
  /** Everything that has arrived; `#shown` follows it while the panel is seen. */
  #current: FeedState = emptyFeed;
  #visible = true;
  /** The line that the reader looks at. */
  #seen: string | undefined;

  /** What is drawn; unchanged while the panel is hidden. */
  get state(): ReadonlyStore<FeedState> {
    return this.#shown;
  }

  /** The current room, also while the panel is hidden. */
  get room(): Room | undefined {
    return this.#current.room;
  }

  /** Calls the listener with each caption once, when it settles, and with each gap; not for those before the first answer. */
  onSettled(listener: (lines: readonly Line[]) => void): () => void {
    this.#settledListeners.add(listener);
    return () => this.#settledListeners.delete(listener);
  }

  /** Where a reader of a part of the past stands; `undefined` at the newest lines. */
  get place(): ReadingPlace | undefined {
    const isPart = this.#current.ceiling !== undefined;
    return isPart && this.#seen !== undefined ? { kind: 'line', id: this.#seen } : undefined;
  }

  see(lineId: string | undefined): void {
    this.#seen = lineId;
  }

  /** `anew`: whatever is loaded, the newest lines are asked for. */
  beginWatch(language: string, anew = false): WatchRequest {
    const request = anew ? { language } : watchRequest(this.#current, language);
    this.#setCurrent(watchStarted(this.#current, language));
    return request;
  }

  /** `part`: lines of the past that are shown instead of the newest ones. */
  answerWatch(request: WatchRequest, answer: WatchAnswer, part?: HistoryAnswer): BatchOutcome {
    const result = watchAnswered(this.#current, request, answer);
    return this.#applyResult(
      part === undefined ? result : { ...result, state: windowOpened(result.state, part) },
    );
  }

  refuseWatch(request: WatchRequest, code: RequestErrorCode): void {
    this.#setCurrent(watchRefused(this.#current, request, code));
  }

  dismissRefusal(): void {
    this.#setCurrent({ ...this.#current, refusal: undefined });
  }

  apply(batch: CaptionBatch): BatchOutcome {
    return this.#applyResult(batchArrived(this.#current, batch));
  }

  /** `undefined` when there is nothing older, or it is already on its way. */
  beginHistory(limit: number): HistoryTurn | undefined {
    const { floor, loadingHistory, generation } = this.#current;
    if (floor === undefined || loadingHistory) return undefined;
    this.#setCurrent(historyStarted(this.#current));
    return { request: { before: floor, limit }, generation };
  }

  /** `undefined` when there is nothing newer that is not loaded, or lines are already on their way. */
  beginNewer(limit: number): HistoryTurn | undefined {
    const { ceiling, loadingHistory, generation } = this.#current;
    if (ceiling === undefined || loadingHistory) return undefined;
    this.#setCurrent(historyStarted(this.#current));
    return { request: { after: ceiling, limit }, generation };
  }

  answerHistory(turn: HistoryTurn, answer: HistoryAnswer): void {
    const answered = 'before' in turn.request ? historyAnswered : newerAnswered;
    this.#setCurrent(answered(this.#current, turn.generation, answer));
  }

  failHistory(turn: HistoryTurn): void {
    this.#setCurrent(historyFailed(this.#current, turn.generation));
  }

  setStatus(status: MeetingStatus): void {
    this.#setCurrent(statusArrived(this.#current, status));
  }

  /** Drops old lines, so that memory stays bounded. */
  trim(count: number): void {
    this.#setCurrent(trimmed(this.#current, count));
  }

  /** Drops lines from before a switch of language; no reader's place depends on them. */
  dropLeftovers(): void {
    this.#setCurrent(withoutLeftovers(this.#current));
  }

  /** Another meeting, or the record of this one is gone. */
  clear(): void {
    this.#setCurrent({ ...emptyFeed, generation: this.#current.generation + 1 });
  }

  /** A hidden panel draws nothing. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#setCurrent(this.#current);
  }

  #applyResult(result: BatchResult): BatchOutcome {
    this.#setCurrent(result.state);
    if (result.settled.length > 0) {
      for (const listener of this.#settledListeners) listener(result.settled);
    }
    return result.outcome;
  }

  #setCurrent(state: FeedState): void {
    this.#current = state;
    if (this.#visible) this.#shown.set(state);
  }
}
