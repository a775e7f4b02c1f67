/** Every meeting that is captured or read now, by our meeting id. */
import { BEAT_MS, type Correction } from '../../shared/panel-protocol.ts';
import { errorName } from '../lib/errors.ts';
import { KeyedQueue } from '../lib/keyed-queue.ts';
import { persist } from '../lib/persist.ts';
import type { Running } from '../lib/running.ts';
import { turnOfOthers } from '../lib/turn-of-others.ts';
import { IDLE_MEETING_MS } from './caption-limits.ts';
import type { CorrectionOutcome } from './host-edits.ts';
import type { HistoryOptions, OlderLines, WatchedLines, WatchOptions } from './languages/snapshot.ts';
import { LiveMeeting, type LiveMeetingOptions } from './live-meeting.ts';
import type { StreamUpdate } from './model/stream-update.ts';
import type { CaptionIntake } from './ports/caption-intake.ts';
import { BOUNDED_READERS, type ReadableMeetings } from './ports/readable-meetings.ts';
import type {
  Preparation,
  PreparationRequest,
  TranscriptPreparation,
} from './ports/transcript-preparation.ts';

/** Told of their versions in some milliseconds, with a few languages each. */
const MEETINGS_AT_ONCE = 20;

/** Another node owns the meeting, or takes it meanwhile. */
class OwnedElsewhere extends Error {
  override readonly name = 'OwnedElsewhere';
  readonly retryable = false;
}

export interface LiveMeetingsOptions extends Omit<LiveMeetingOptions, 'meetingId'> {
  readonly running: Running;
  /** With several nodes: which meetings this one owns, and where the updates of others go. */
  readonly ownership?: {
    has(meetingId: string): boolean;
    /** `own`: this node owns the meeting by then. */
    forward(update: StreamUpdate): Promise<'forwarded' | 'own'>;
  };
}

export class LiveMeetings implements CaptionIntake, ReadableMeetings, TranscriptPreparation, AsyncDisposable {
  readonly #options: LiveMeetingsOptions;
  readonly #meetings = new Map<string, Promise<LiveMeeting>>();
  /** Settle when everything that a meeting had accepted is stored: loaded before, it would lack those lines and write over them. */
  readonly #leaving = new Map<string, Promise<void>>();
  /** By meeting: updates wait in order until their meeting is loaded. */
  readonly #intake = new KeyedQueue();
  readonly #stopped = new AbortController();
  readonly #beat: NodeJS.Timeout;

  constructor(options: LiveMeetingsOptions) {
    this.#options = options;
    this.#beat = setInterval(() => {
      this.#tick().catch((error) =>
        options.logger.error({ error: errorName(error) }, 'the version of a meeting could not be sent'),
      );
    }, BEAT_MS);
  }

  accept(update: StreamUpdate): void {
    const meetingId = update.type === 'segment' ? update.segment.meetingId : update.meetingId;
    if (!this.owns(meetingId)) {
      this.#lost(meetingId, update, undefined);
      return;
    }
    const { logger, running } = this.#options;
    const accepted = this.#intake.run(meetingId, async () => {
      const loading = { signal: this.#stopped.signal, logger, what: 'updates of a stream' };
      let meeting: LiveMeeting;
      do meeting = await persist(() => this.#open(meetingId), loading);
      while (this.#hasLeft(meeting));
      // Not awaited, because paced speech of one speaker must not delay other updates.
      const applied = running(`stream ${update.type}`, () => meeting.accept(update));
      applied.catch((error) => this.#lost(meetingId, update, error));
    });
    accepted.catch((error) => this.#lost(meetingId, update, error));
  }

  async stored(meetingId: string): Promise<void> {
    await this.#intake.idle(meetingId);
    const meeting = await this.#meetings.get(meetingId)?.catch(() => undefined);
    await meeting?.stored();
  }

  /** @throws {LanguageLimitReached} */
  async watch(meetingId: string, targetLanguage: string, options?: WatchOptions): Promise<WatchedLines> {
    return await this.#in(meetingId, ({ languages }) => languages.watch(targetLanguage, options));
  }

  async history(meetingId: string, targetLanguage: string, options: HistoryOptions): Promise<OlderLines> {
    return await this.#in(meetingId, ({ languages }) => languages.history(targetLanguage, options));
  }

  async prepare({ meetingId, language, until }: PreparationRequest): Promise<Preparation> {
    return await this.#in(meetingId, ({ backfills }) => backfills.prepare(language, until));
  }

  /** `watch` opens the language. */
  roomOpened(): void {}

  roomClosed(meetingId: string, reading: string): void {
    if (reading !== BOUNDED_READERS) this.unwatched(meetingId, reading);
  }

  /** The last panel of this language has left. */
  unwatched(meetingId: string, targetLanguage: string): void {
    this.#meetings.get(meetingId)?.then(
      (meeting) => meeting.languages.unwatched(targetLanguage),
      () => undefined, // A meeting that was not loaded has no language to close.
    );
  }

  /** Publishes lines that were deleted from the store as removed. */
  async removed(meetingId: string, lineIds: readonly string[]): Promise<void> {
    await this.#in(meetingId, (meeting) => meeting.removed(lineIds));
  }

  /** Replaces the text of a line by the host's. */
  async correct(meetingId: string, lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    return await this.#in(meetingId, (meeting) => meeting.correct(lineId, correction));
  }

  /** Applies a changed glossary. Lines in unwatched languages are translated again when they are read. */
  async glossaryChanged(meetingId: string): Promise<void> {
    await this.#in(meetingId, (meeting) => meeting.glossaryChanged());
  }

  /** Renders a language that is read on another node. @throws {LanguageLimitReached} */
  async open(meetingId: string, targetLanguage: string): Promise<void> {
    await this.#in(meetingId, ({ languages }) => languages.open(targetLanguage));
  }

  /** Always, without other nodes. */
  owns(meetingId: string): boolean {
    return this.#options.ownership?.has(meetingId) ?? true;
  }

  has(meetingId: string): boolean {
    return this.#meetings.has(meetingId);
  }

  /** Meetings in memory now. */
  get meetingIds(): readonly string[] {
    return [...this.#meetings.keys()];
  }

  get count(): number {
    return this.#meetings.size;
  }

  /** Removes the meeting from memory: it is idle, its record was deleted, or another node goes on with it. Settles when it is stored. */
  async forget(meetingId: string): Promise<void> {
    const meeting = this.#meetings.get(meetingId);
    if (meeting === undefined) return await this.#leaving.get(meetingId);
    this.#meetings.delete(meetingId);
    const left = meeting.then((opened) => opened[Symbol.asyncDispose]());
    const settled = left.catch(() => undefined);
    this.#leaving.set(meetingId, settled);
    await settled;
    if (this.#leaving.get(meetingId) === settled) this.#leaving.delete(meetingId);
    await left;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    clearInterval(this.#beat);
    // Every update reaches its meeting, which stores waiting updates before it ends.
    await this.#intake.idle();
    const meetings = await Promise.allSettled(this.#meetings.values());
    await Promise.all(
      meetings.map(async (meeting) => {
        if (meeting.status === 'fulfilled') await meeting.value[Symbol.asyncDispose]();
      }),
    );
  }

  #lost(meetingId: string, update: StreamUpdate, error: unknown): void {
    const { logger, ownership } = this.#options;
    const report = (reason: unknown) =>
      logger.error({ meetingId, update: update.type, error: errorName(reason) }, 'stream update lost');
    if (ownership === undefined || this.owns(meetingId)) report(error);
    else
      ownership.forward(update).then((taker) => {
        if (taker === 'own') this.accept(update);
      }, report);
  }

  #open(meetingId: string): Promise<LiveMeeting> {
    const known = this.#meetings.get(meetingId);
    if (known !== undefined) return known;
    if (this.#stopped.signal.aborted) return Promise.reject(new Error('The server is stopping.'));
    // It would grow old in memory while its owner writes.
    if (!this.owns(meetingId)) return Promise.reject(new OwnedElsewhere());
    const opening = this.#load(meetingId);
    this.#meetings.set(meetingId, opening);
    // A failed load is forgotten, so that the next call loads again.
    opening.catch(() => {
      if (this.#meetings.get(meetingId) === opening) this.#meetings.delete(meetingId);
    });
    return opening;
  }

  async #load(meetingId: string): Promise<LiveMeeting> {
    const leaving = this.#leaving.get(meetingId);
    if (leaving !== undefined) {
      await leaving;
      if (!this.owns(meetingId)) throw new OwnedElsewhere();
    }
    return await LiveMeeting.open({ ...this.#options, meetingId });
  }

  /** Nothing is asked of a meeting that leaves memory. */
  async #in<T>(meetingId: string, ask: (meeting: LiveMeeting) => Promise<T>): Promise<T> {
    for (;;) {
      const meeting = await this.#open(meetingId);
      if (!this.#hasLeft(meeting)) return await ask(meeting);
    }
  }

  /** Has it left memory since it was opened? When the server stops, all stay until everything is stored. */
  #hasLeft(meeting: LiveMeeting): boolean {
    return meeting.hasLeft && !this.#stopped.signal.aborted;
  }

  async #tick(): Promise<void> {
    for (const [index, [meetingId, opening]] of [...this.#meetings].entries()) {
      if (index % MEETINGS_AT_ONCE === MEETINGS_AT_ONCE - 1) await turnOfOthers();
      const meeting = await opening.catch(() => undefined);
      if (meeting === undefined) continue;
      meeting.languages.beat();
      const { idleSince } = meeting;
      if (idleSince !== undefined && this.#options.now() - idleSince > IDLE_MEETING_MS)
        await this.forget(meetingId);
    }
  }
}
