import type { Caption } from '../../../shared/caption.ts';
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
  type Room,
  statusArrived,
  trimmed,
  watchAnswered,
  watchRefused,
  watchRequest,
  watchStarted,
} from './feed-state.ts';

/** A request for history, and what its answer belongs to. */
export interface HistoryTurn {
  readonly request: HistoryRequest;
  readonly generation: number;
}

/** The captions of one meeting as this page has them: the only home of what is on screen. */
export class CaptionFeed {
  readonly #settledListeners = new Set<(captions: readonly Caption[]) => void>();
  readonly #shown = createStore(emptyFeed);
  /** Everything that has arrived; `#shown` follows it while the panel is seen. */
  #current: FeedState = emptyFeed;
  #visible = true;

  /** What is drawn: stands still while the panel is hidden. */
  get state(): ReadonlyStore<FeedState> {
    return this.#shown;
  }

  /** The room we are in, seen or not. */
  get room(): Room | undefined {
    return this.#current.room;
  }

  /** Each caption once, when it has settled; not those that were there before. */
  onSettled(listener: (captions: readonly Caption[]) => void): () => void {
    this.#settledListeners.add(listener);
    return () => this.#settledListeners.delete(listener);
  }

  beginWatch(language: string): WatchRequest {
    const request = watchRequest(this.#current, language);
    this.#become(watchStarted(this.#current, language));
    return request;
  }

  answerWatch(request: WatchRequest, answer: WatchAnswer): BatchOutcome {
    return this.#take(watchAnswered(this.#current, request, answer));
  }

  refuseWatch(request: WatchRequest, code: RequestErrorCode): void {
    this.#become(watchRefused(this.#current, request, code));
  }

  dismissRefusal(): void {
    this.#become({ ...this.#current, refusal: undefined });
  }

  apply(batch: CaptionBatch): BatchOutcome {
    return this.#take(batchArrived(this.#current, batch));
  }

  /** `undefined` when there is nothing older, or it is already on its way. */
  beginHistory(limit: number): HistoryTurn | undefined {
    const { floor, loadingHistory, generation } = this.#current;
    if (floor === undefined || loadingHistory) return undefined;
    this.#become(historyStarted(this.#current));
    return { request: { before: floor, limit }, generation };
  }

  answerHistory(turn: HistoryTurn, answer: HistoryAnswer): void {
    this.#become(historyAnswered(this.#current, turn.generation, answer));
  }

  failHistory(turn: HistoryTurn): void {
    this.#become(historyFailed(this.#current, turn.generation));
  }

  setStatus(status: MeetingStatus): void {
    this.#become(statusArrived(this.#current, status));
  }

  /** Lets go of old lines while nobody looks at them, so that memory stays bounded. */
  trim(count: number): void {
    this.#become(trimmed(this.#current, count));
  }

  /** Lines from before a switch of language are no longer needed to hold the reader's place. */
  dropLeftovers(): void {
    this.#become(withoutLeftovers(this.#current));
  }

  /** Another meeting, or the record of this one is gone. */
  clear(): void {
    this.#become({ ...emptyFeed, generation: this.#current.generation + 1 });
  }

  /** Nothing is drawn for a panel nobody sees. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#become(this.#current);
  }

  #take(result: BatchResult): BatchOutcome {
    this.#become(result.state);
    if (result.settled.length > 0) {
      for (const listener of this.#settledListeners) listener(result.settled);
    }
    return result.outcome;
  }

  #become(state: FeedState): void {
    this.#current = state;
    if (this.#visible) this.#shown.set(state);
  }
}
