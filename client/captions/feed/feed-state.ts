import { compareLines, type Line } from '../../../shared/caption.ts';
import type { MeetingStatus } from '../../../shared/meeting-status.ts';
import type {
  CaptionBatch,
  HistoryAnswer,
  RequestErrorCode,
  WatchAnswer,
  WatchRequest,
} from '../../../shared/panel-protocol.ts';
import {
  draftIds,
  type FeedLines,
  lineBounds,
  linesBelow,
  withoutLeftovers,
  withoutLines,
  withUpserts,
} from './feed-lines.ts';

/** The room of the last answer to `watch`: batches of another language or epoch are ignored. */
export interface Room {
  /** What was asked for, and the tag it is served under (`pt` is served as `pt-BR`). */
  readonly asked: string;
  readonly language: string;
  readonly epoch: string;
  readonly version: number;
}

/** The lines and status that a page has of one meeting. */
export interface FeedState extends FeedLines {
  /** The language asked for last. */
  readonly requested: string | undefined;
  readonly room: Room | undefined;
  readonly status: MeetingStatus | undefined;
  /** The reader has left the meeting: lines of later are not theirs. */
  readonly left: boolean;
  /** A status came after the `watch` under way: it is at least as new as that of the answer. */
  readonly statusTold: boolean;
  readonly refusal: { readonly code: RequestErrorCode; readonly language: string } | undefined;
  /** A `watch` is on its way: batches that do not fit yet may fit its answer. */
  readonly watching: boolean;
  /** Grows whenever the lines start anew, so that a late answer to `history` is known as stale. */
  readonly generation: number;
  readonly early: readonly CaptionBatch[];
}

export type BatchOutcome = 'applied' | 'stale' | 'foreign' | 'held' | 'gap';

export interface BatchResult {
  readonly state: FeedState;
  readonly outcome: BatchOutcome;
  /** Captions that were spoken while this page was connected, and settle by this batch; gaps that came with it. */
  readonly settled: readonly Line[];
}

/** Batches kept while an answer is due; beyond it the answer reveals a gap, and `watch` is sent again. */
const EARLY_BATCHES_LIMIT = 200;

export const emptyFeed: FeedState = {
  requested: undefined,
  room: undefined,
  lines: [],
  floor: undefined,
  ceiling: undefined,
  status: undefined,
  left: false,
  statusTold: false,
  refusal: undefined,
  loadingHistory: false,
  watching: false,
  generation: 0,
  early: [],
  below: [],
  past: new Set(),
  removed: new Set(),
};

/** The request of `watch`: with `after` only where the loaded lines are of that language. */
export function watchRequest(state: FeedState, language: string): WatchRequest {
  const { room } = state;
  if (room === undefined || room.asked !== language) return { language };
  return { language, after: { epoch: room.epoch, version: room.version } };
}

export function watchStarted(state: FeedState, language: string): FeedState {
  return { ...state, requested: language, watching: true, statusTold: false };
}

/** An event may come in the same packet as the answer before it, and is then handled first. */
export function statusArrived(state: FeedState, status: MeetingStatus): FeedState {
  return { ...state, status, statusTold: true };
}

export function watchAnswered(state: FeedState, request: WatchRequest, answer: WatchAnswer): BatchResult {
  const { room } = state;
  const anew =
    answer.reset ||
    request.after === undefined ||
    room === undefined ||
    room.language !== answer.language ||
    room.epoch !== answer.epoch;
  const settled: Line[] = [];
  let next: FeedState;
  if (anew) {
    const lines = [...answer.captions].sort(compareLines);
    const floor = answer.more ? lines[0]?.position : undefined;
    // In every language a line has the same id and position, as long as the epoch is the same.
    const leftovers = room?.epoch === answer.epoch ? linesBelow(state, floor) : [];
    next = {
      ...state,
      lines: [...leftovers, ...lines],
      floor,
      ceiling: undefined,
      generation: state.generation + 1,
      loadingHistory: false,
      below: [],
      past: new Set(draftIds(lines)),
      removed: new Set(),
      room: {
        asked: request.language,
        language: answer.language,
        epoch: answer.epoch,
        version: answer.version,
      },
    };
  } else {
    next = withUpserts(state, answer.captions, settled);
    next = { ...next, room: { ...room, version: Math.max(room.version, answer.version) } };
  }
  const { early } = state;
  const status = state.statusTold ? state.status : answer.status;
  const left = answer.left === true;
  next = { ...next, status, left, refusal: undefined, watching: false, early: [] };
  return replayed(next, early, settled);
}

/** Returns to the current room; the refusal is kept for display. */
export function watchRefused(state: FeedState, request: WatchRequest, code: RequestErrorCode): FeedState {
  return {
    ...state,
    requested: state.room?.asked,
    watching: false,
    early: [],
    refusal: { code, language: request.language },
  };
}

/** The contract: apply if `from ≤ mine < version`; ignore if `version ≤ mine`; if `from > mine` something is missing. */
export function batchArrived(state: FeedState, batch: CaptionBatch): BatchResult {
  const { room } = state;
  if (room === undefined || batch.language !== room.language || batch.epoch !== room.epoch) {
    return state.watching ? held(state, batch) : { state, outcome: 'foreign', settled: [] };
  }
  if (batch.version <= room.version) return { state, outcome: 'stale', settled: [] };
  if (batch.from > room.version) {
    return state.watching ? held(state, batch) : { state, outcome: 'gap', settled: [] };
  }
  const settled: Line[] = [];
  const upserted = withUpserts(withoutLines(state, batch.removed), batch.upserts, settled);
  return {
    state: { ...upserted, room: { ...room, version: batch.version } },
    outcome: 'applied',
    settled,
  };
}

export function historyStarted(state: FeedState): FeedState {
  return { ...state, loadingHistory: true };
}

export function historyAnswered(state: FeedState, generation: number, answer: HistoryAnswer): FeedState {
  if (!isOf(state, generation, answer)) return state;
  const floor = answer.more ? lineBounds(answer.captions).first : undefined;
  const lines = [...linesBelow(state, floor), ...withoutLeftovers(state).lines];
  return withAnswer({ ...state, lines, floor }, answer);
}

/** The lines after a part of the past. */
export function newerAnswered(state: FeedState, generation: number, answer: HistoryAnswer): FeedState {
  if (!isOf(state, generation, answer)) return state;
  const ceiling = answer.newer === true ? lineBounds(answer.captions).last : undefined;
  return withAnswer({ ...state, ceiling }, answer);
}

/** Shows a part of the past instead of the newest lines, right after the answer that brought these. */
export function windowOpened(state: FeedState, answer: HistoryAnswer): FeedState {
  if (answer.captions.length === 0 || answer.language !== state.room?.language) return state;
  const { first, last } = lineBounds(answer.captions);
  return {
    ...state,
    lines: [...answer.captions].sort(compareLines),
    floor: answer.more ? first : undefined,
    ceiling: answer.newer === true ? last : undefined,
    past: new Set([...state.past, ...draftIds(answer.captions)]),
  };
}

function isOf(state: FeedState, generation: number, answer: HistoryAnswer): boolean {
  return generation === state.generation && answer.language === state.room?.language;
}

/** The answer, and then what changed while it was on its way. */
function withAnswer(state: FeedState, answer: HistoryAnswer): FeedState {
  const past = new Set([...state.past, ...draftIds(answer.captions)]);
  const opened = { ...state, loadingHistory: false, below: [], past };
  return withUpserts(withUpserts(opened, answer.captions, []), state.below, []);
}

export function historyFailed(state: FeedState, generation: number): FeedState {
  return generation === state.generation ? { ...state, loadingHistory: false, below: [] } : state;
}

/** Keeps the newest `count` lines; what was older can be loaded again. */
export function trimmed(state: FeedState, count: number): FeedState {
  if (state.lines.length <= count || state.loadingHistory) return state;
  const lines = withoutLeftovers(state).lines.slice(-count);
  return { ...state, lines, floor: lines[0]?.position };
}

function held(state: FeedState, batch: CaptionBatch): BatchResult {
  const early = [...state.early, batch].slice(-EARLY_BATCHES_LIMIT);
  return { state: { ...state, early }, outcome: 'held', settled: [] };
}

function replayed(state: FeedState, early: readonly CaptionBatch[], settled: Line[]): BatchResult {
  let next = state;
  let outcome: BatchOutcome = 'applied';
  for (const batch of [...early].sort((a, b) => a.version - b.version)) {
    const result = batchArrived(next, batch);
    next = result.state;
    settled.push(...result.settled);
    if (result.outcome === 'gap') outcome = 'gap';
  }
  return { state: next, outcome, settled };
}
