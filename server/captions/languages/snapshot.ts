/** The answer to `watch`: what a panel receives when it begins or resumes reading. */
import type { Line as WireLine } from '../../../shared/caption.ts';
import { MAX_CHANGES, SNAPSHOT_LINES } from '../../../shared/panel-protocol.ts';
import { orAsSpoken } from '../model/catch-up.ts';
import type { Line } from '../model/line.ts';
import type { RenderedLine } from '../model/rendering.ts';
import { toLine } from '../model/rendering.ts';
import type { CaptionStore } from '../ports/caption-store.ts';
import type { SpeakerOrder } from '../speaker-order.ts';

export interface WatchedLines {
  readonly language: string;
  readonly epoch: string;
  readonly version: number;
  readonly reset: boolean;
  readonly captions: readonly WireLine[];
  readonly more: boolean;
}

export interface WatchOptions {
  /** What the panel has already. */
  readonly after?: { readonly epoch: string; readonly version: number } | undefined;
  /** Only lines of at most this time, milliseconds since 1970, whatever the panel has. */
  readonly until?: number | undefined;
}

export interface HistoryOptions {
  /** Lines of a smaller position. */
  readonly before: number;
  /** Only lines of at most this time, milliseconds since 1970. */
  readonly until?: number | undefined;
  readonly limit: number;
  /** Asked once before so many lines are translated, which are answered as they were spoken if it says no. */
  readonly mayTranslate?: ((lines: number) => Promise<boolean>) | undefined;
}

export interface OlderLines {
  readonly captions: readonly WireLine[];
  readonly more: boolean;
}

interface Reading {
  readonly store: CaptionStore;
  readonly speakers: SpeakerOrder;
  readonly meetingId: string;
  readonly targetLanguage: string;
  readonly epoch: string;
}

/** The answer to `watch`, read once for all who join or come back at one version. */
export async function watchShared(
  feed: { readShared(after: number | undefined, query: SnapshotQuery): Promise<WatchedLines> },
  reading: Reading,
  after: WatchOptions['after'],
): Promise<WatchedLines> {
  // A version of another epoch is as good as none.
  const known = after?.epoch === reading.epoch ? after : undefined;
  const lines = await feed.readShared(known?.version, (version) => readWatched(reading, version, known));
  return after === known ? lines : { ...lines, reset: true };
}

export type SnapshotQuery = (version: number) => Promise<WatchedLines>;

/** Every change since `after`, or the newest lines. Read while nothing is written: all of it is true at `version`. */
export async function readWatched(
  reading: Reading,
  version: number,
  after: { epoch: string; version: number } | undefined,
): Promise<WatchedLines> {
  const { store, meetingId, targetLanguage, epoch } = reading;
  const base = { language: targetLanguage, epoch, version };
  if (after !== undefined && after.epoch === epoch && after.version <= version) {
    const changes = await store.changes(meetingId, targetLanguage, after.version, MAX_CHANGES + 1);
    // An answer holds no removals, so a panel that missed one resets.
    const complete = changes.length <= MAX_CHANGES && changes.every(({ rendering }) => !rendering.removed);
    if (complete && !(await hasHole(reading, after.version))) {
      const captions = await shownLines(changes, reading.speakers);
      return { ...base, reset: false, captions, more: await hasOlder(reading, captions) };
    }
  }
  const lines = await store.newest(meetingId, targetLanguage, { limit: SNAPSHOT_LINES + 1 });
  const captions = await shownLines(lines.slice(-SNAPSHOT_LINES), reading.speakers);
  return { ...base, reset: after !== undefined, captions, more: lines.length > SNAPSHOT_LINES };
}

/** What a feed says of its versions. */
interface VersionedFeed {
  /** The version of the last batch, while nothing is rendered or written beyond it. */
  readonly settledVersion: number | undefined;
  read<T>(query: (version: number) => Promise<T>): Promise<T>;
}

/** Versions that panels come back with at one moment: after a restart nearly all have the same. */
const ANSWERS_KEPT = 50;

/**
 * The answers to `watch` in one language, read once for all who join at one version. Whoever asks has joined the room before:
 * what is sent after that version reaches them as batches.
 */
export class SharedSnapshot {
  #version: number | undefined;
  /** By the version that the panel has. */
  readonly #answers = new Map<number | undefined, Promise<WatchedLines>>();

  async read(feed: VersionedFeed, after: number | undefined, query: SnapshotQuery): Promise<WatchedLines> {
    const version = feed.settledVersion;
    if (version === undefined || version !== this.#version || this.#answers.size >= ANSWERS_KEPT)
      this.forget();
    const known = this.#answers.get(after);
    if (known !== undefined) return known;
    const answer = feed.read(query);
    this.#version = version;
    if (version === undefined) return answer;
    this.#answers.set(after, answer);
    try {
      const lines = await answer;
      // Something was rendered before the query ran.
      if (lines.version !== version) this.#remove(after, answer);
      return lines;
    } catch (error) {
      this.#remove(after, answer);
      throw error;
    }
  }

  /** Something else is about to be shown. */
  forget(): void {
    this.#answers.clear();
  }

  #remove(after: number | undefined, answer: Promise<WatchedLines>): void {
    if (this.#answers.get(after) === answer) this.#answers.delete(after);
  }
}

/** The newest lines of at most this time: what is settled of them later comes as batches. */
export async function readUntil(reading: Reading, version: number, until: number): Promise<WatchedLines> {
  const { store, meetingId, targetLanguage, epoch } = reading;
  const lines = await store.newest(meetingId, targetLanguage, { until, limit: SNAPSHOT_LINES + 1 });
  const captions = await shownLines(lines.slice(-SNAPSHOT_LINES), reading.speakers);
  return {
    language: targetLanguage,
    epoch,
    version,
    reset: true,
    captions,
    more: lines.length > SNAPSHOT_LINES,
  };
}

/** Lines before a position, as far as this language has rendered them; `asSpoken`: the others in the original. */
export async function olderLines(
  store: CaptionStore,
  speakers: SpeakerOrder,
  meetingId: string,
  targetLanguage: string,
  {
    before,
    until,
    limit,
    asSpoken = false,
  }: Omit<HistoryOptions, 'mayTranslate'> & { readonly asSpoken?: boolean },
): Promise<OlderLines> {
  const lines = await store.newest(meetingId, targetLanguage, { before, until, limit: limit + 1 });
  const page = lines.slice(-limit);
  const shown = asSpoken ? page.map((line) => orAsSpoken(line, targetLanguage)) : page;
  return { captions: await shownLines(shown, speakers), more: lines.length > limit };
}

export interface MissedLines {
  readonly lines: readonly RenderedLine[];
  /** Lines below these, and above what this language has rendered, stay unrendered. */
  readonly leavesHole: boolean;
}

/** What a reader who opens the language may lack: the newest lines, for one who comes back every line in between, if they are few. */
export async function missedLines(
  store: CaptionStore,
  meetingId: string,
  targetLanguage: string,
): Promise<MissedLines> {
  const rendered = await store.lastRenderedPosition(meetingId, targetLanguage);
  const newest = await store.newest(meetingId, targetLanguage, { limit: SNAPSHOT_LINES });
  const between = await store.unrendered(meetingId, targetLanguage, rendered, SNAPSHOT_LINES + 1);
  const oldestNewest = newest[0]?.line.position ?? Infinity;
  const older = between.filter((line) => line.position < oldestNewest).map((line) => ({ line }));
  const leavesHole = between.length > SNAPSHOT_LINES;
  const comesBack = rendered > 0 && !leavesHole;
  return { lines: comesBack ? [...older, ...newest] : newest, leavesHole };
}

/** Lines deleted while this language had no readers: version 0 until a batch reports them. */
export async function removedUntold(
  store: CaptionStore,
  meetingId: string,
  targetLanguage: string,
): Promise<Line[]> {
  for (let limit = SNAPSHOT_LINES; ; limit *= 2) {
    const oldest = await store.changes(meetingId, targetLanguage, -1, limit);
    const untold = oldest.filter(({ rendering }) => rendering.version === 0);
    if (untold.length < limit) return untold.map(({ line }) => line);
  }
}

/** The lines that this language has rendered, for a panel. */
async function shownLines(lines: readonly RenderedLine[], speakers: SpeakerOrder): Promise<WireLine[]> {
  await speakers.learn(lines.map(({ line }) => line));
  return lines.flatMap(({ line, rendering }) =>
    rendering === undefined ? [] : [toLine({ line, rendering }, speakers)],
  );
}

/**
 * Whether this language has unrendered lines between the panel's version and the newest line.
 * Such lines were spoken without readers; `history` translates them on request.
 */
async function hasHole({ store, meetingId, targetLanguage }: Reading, version: number): Promise<boolean> {
  const known = await store.lastRenderedPosition(meetingId, targetLanguage, version);
  const [missing] = await store.unrendered(meetingId, targetLanguage, known, 1);
  return (
    missing !== undefined && missing.position < (await store.lastRenderedPosition(meetingId, targetLanguage))
  );
}

async function hasOlder(
  { store, meetingId, targetLanguage }: Reading,
  captions: readonly WireLine[],
): Promise<boolean> {
  const oldest = Math.min(...captions.map((line) => line.position));
  if (!Number.isFinite(oldest)) return false;
  return (await store.newest(meetingId, targetLanguage, { before: oldest, limit: 1 })).length > 0;
}
