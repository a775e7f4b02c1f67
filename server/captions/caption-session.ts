/** One live meeting: its streams' updates become lines, its readers' languages become rooms. Everything happens in order. */
import type { Line } from '../../shared/caption.ts';
import { ORIGINAL } from '../../shared/language.ts';
import type { MeetingState } from '../../shared/meeting-status.ts';
import { type CaptionBatch, type Correction, SNAPSHOT_LINES } from '../../shared/panel-protocol.ts';
import type { Logger } from '../logger.ts';
import type { CaptionCounters } from './caption-counters.ts';
import {
  LINES_AT_ONCE,
  LINES_PER_PAGE,
  LINGER_MS,
  MAX_LINES_OF_A_SEGMENT,
  PACE_EVERY_MS,
  SHORTEST_GAP_MS,
} from './caption-limits.ts';
import type {
  CaptionRecord,
  CaptionStore,
  LineRecord,
  MeetingSnapshot,
  RenderedLine,
  Rendering,
  StoredSegment,
} from './caption-store.ts';
import { findTerms } from './glossary-terms.ts';
import { LanguageRoom } from './language-room.ts';
import { LineBook } from './line-book.ts';
import { MeetingStreams } from './meeting-streams.ts';
import { type GlossarySource, MeetingTerms } from './meeting-terms.ts';
import { errorName, persist } from './persist.ts';
import { needsTranslation, personsContent } from './rendering.ts';
import { SeenSegments } from './seen-segments.ts';
import { repeatKey, type Segment } from './segment.ts';
import { SerialQueue } from './serial-queue.ts';
import { SpeakerLanguages } from './speaker-languages.ts';
import { SpeechPace } from './speech-pace.ts';
import type { StreamUpdate } from './stream-update.ts';
import type { ProtectedTerm, Translator } from './translator.ts';
import { readWatched, removedUntold, shownLines, type WatchedLines } from './watched-lines.ts';

export interface CaptionSessionOptions {
  readonly meetingId: string;
  readonly store: CaptionStore;
  readonly translator: Translator;
  readonly glossaries: GlossarySource;
  readonly counters: CaptionCounters;
  readonly maxLanguages: number;
  /** Always rendered, read or not: the operator's transcript file. */
  readonly pinnedLanguage?: string;
  /** Does anybody read this language now? */
  readonly isWatched: (language: string) => boolean;
  readonly sendBatch: (batch: CaptionBatch) => void;
  readonly sendStatus: (status: MeetingSnapshot['status']) => void;
  readonly onSettled: (language: string, line: CaptionRecord, rendering: Rendering) => void;
  readonly logger: Logger;
  readonly now: () => number;
}

/** `unknown-line`: none of this meeting · `still-open`: its sentence is still being spoken. */
export type CorrectionOutcome = 'corrected' | 'unknown-line' | 'still-open';

export class LanguageLimitReached extends Error {
  override readonly name = 'LanguageLimitReached';
}

export class CaptionSession implements AsyncDisposable {
  readonly #options: CaptionSessionOptions;
  readonly #epoch: string;
  readonly #book: LineBook;
  readonly #streams: MeetingStreams;
  readonly #seen: SeenSegments;
  readonly #languages = new SpeakerLanguages();
  readonly #terms: MeetingTerms;
  readonly #rooms = new Map<string, LanguageRoom>();
  readonly #lingering = new Map<string, NodeJS.Timeout>();
  readonly #queue = new SerialQueue();
  readonly #stopped = new AbortController();
  #status: MeetingSnapshot['status'];
  #lastSegment: number;
  #closing: NodeJS.Timeout | undefined;
  /** Speech that came too fast, and the timer that takes it. */
  readonly #pace = new SpeechPace<() => void>();
  #pacing: NodeJS.Timeout | undefined;
  #busyUntil: number;

  static async open(options: CaptionSessionOptions): Promise<CaptionSession> {
    const session = new CaptionSession(options, await options.store.load(options.meetingId));
    await session.#terms.reload();
    session.#scheduleClose();
    if (options.pinnedLanguage !== undefined) {
      const language = options.pinnedLanguage;
      await session.#queue.run(() => session.#activate(language));
    }
    return session;
  }

  private constructor(options: CaptionSessionOptions, snapshot: MeetingSnapshot) {
    this.#options = options;
    this.#epoch = snapshot.epoch;
    this.#book = new LineBook(snapshot, options.now());
    this.#streams = new MeetingStreams();
    this.#terms = new MeetingTerms(options.glossaries, options.meetingId);
    this.#seen = new SeenSegments(options.store, options.meetingId);
    this.#status = snapshot.status;
    this.#lastSegment = snapshot.lastSegment;
    this.#busyUntil = options.now();
  }

  get status(): MeetingSnapshot['status'] {
    return this.#status;
  }

  /** Nothing is being captured, read or translated, since this moment; `undefined` while something is. */
  get idleSince(): number | undefined {
    if (this.#streams.anyOpen || this.#book.nextClose() !== undefined || !this.#pace.isEmpty)
      return undefined;
    const unread = [...this.#rooms.keys()].every((language) => language === this.#options.pinnedLanguage);
    return unread ? this.#busyUntil : undefined;
  }

  /**
   * Takes an update in the order of the calls. Speech that comes faster than anybody speaks waits: its speaker's later
   * updates come after it, and so does whatever happens to its stream.
   */
  update(update: StreamUpdate): Promise<void> {
    if (update.type === 'stream-state' || update.type === 'gap') {
      this.#takeWaiting(this.#pace.all());
      return this.#takeNext(update);
    }
    return new Promise((resolve) => {
      const take = () => resolve(this.#takeNext(update));
      if (this.#pace.take(update, take, this.#options.now())) take();
      else this.#schedulePace();
    });
  }

  /** The lines a panel needs to read this language from now on; the room is joined before. */
  watch(language: string, after: { epoch: string; version: number } | undefined): Promise<WatchedLines> {
    return this.#queue.run(async () => {
      const room = await this.#activate(language);
      const { store, meetingId } = this.#options;
      const reading = { store, meetingId, language, epoch: this.#epoch };
      return await room.read((version) => readWatched(reading, version, after));
    });
  }

  /** Older lines; what is missing in this language is translated, newest first, and comes as updates. */
  history(
    language: string,
    before: number,
    limit: number,
  ): Promise<{ captions: readonly Line[]; more: boolean }> {
    return this.#queue.run(async () => {
      const room = await this.#activate(language);
      const { store, meetingId } = this.#options;
      room.catchUp(await store.newest(meetingId, language, { before, limit }));
      return await room.read(async () => {
        const lines = await store.newest(meetingId, language, { before, limit: limit + 1 });
        return { captions: shownLines(lines.slice(-limit)), more: lines.length > limit };
      });
    });
  }

  /** The last reader of a language left: its cost ends soon, but a reconnect in between costs nothing. */
  unwatched(language: string): void {
    clearTimeout(this.#lingering.get(language));
    this.#lingering.set(
      language,
      setTimeout(
        () => this.#runUnasked(() => this.#leave(language), 'a language could not be left'),
        LINGER_MS,
      ),
    );
  }

  /** Settles when everything taken so far has had its effect; what waits does not wait any longer. */
  settled(): Promise<void> {
    this.#takeWaiting(this.#pace.all());
    return this.#queue.idle();
  }

  /** Lines that are gone from the store: every panel hears it. */
  removed(lineIds: readonly string[]): Promise<void> {
    return this.#queue.run(async () => {
      this.#book.forget(lineIds);
      const lines = await this.#options.store.lines(this.#options.meetingId, lineIds);
      for (const room of this.#rooms.values()) room.update(lines);
    });
  }

  /** The host's own words for a settled line; an original is translated anew in every language. */
  correct(lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    return this.#queue.run(async () => {
      const { store, meetingId, now } = this.#options;
      const [line] = await store.lines(meetingId, [lineId]);
      if (line?.kind !== 'caption' || line.removed) return 'unknown-line';
      if (line.state !== 'settled') return 'still-open';
      if ('original' in correction) await this.#commit(this.#book.edit(line, correction.original, now()));
      else if (!needsTranslation(line, correction.language)) {
        await this.#commit(this.#book.edit(line, correction.text, now()));
      } else await this.#correctTranslation(line, correction.language, correction.text);
      return 'corrected';
    });
  }

  /** Somebody changed a glossary that holds for this meeting: settled lines with its terms are translated again. */
  async glossaryChanged(): Promise<void> {
    const changed = await this.#queue.run(() => this.#terms.reload());
    const { store, meetingId } = this.#options;
    for (const language of await store.languages(meetingId)) {
      const terms = changed(language);
      if (terms.length > 0) await this.#translateAgain(language, terms);
    }
  }

  beat(): void {
    for (const room of this.#rooms.values()) room.beat();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#closing);
    clearTimeout(this.#pacing);
    this.#takeWaiting(this.#pace.all());
    for (const timer of this.#lingering.values()) clearTimeout(timer);
    this.#stopped.abort();
    await this.#queue.idle();
    await Promise.all([...this.#rooms.values()].map((room) => room[Symbol.asyncDispose]()));
  }

  async #correctTranslation(line: CaptionRecord, language: string, text: string): Promise<void> {
    const { store, meetingId } = this.#options;
    const room = this.#rooms.get(language);
    if (room === undefined) {
      // Nobody reads it now: it is kept for whoever will, and the lines around it cost nothing.
      const { through } = await store.reserveVersions(meetingId, language, 1);
      const rendering = {
        ...personsContent(line, language, text),
        lineId: line.id,
        version: through,
        delayMs: 0,
      };
      await store.saveRenderings(meetingId, language, [rendering]);
      return;
    }
    for (const rendered of await store.rendered(meetingId, language, [line.id])) room.correct(rendered, text);
    await room.read(async () => undefined);
  }

  /** Page by page, newest first, so that what is being spoken never waits for the past. */
  async #translateAgain(language: string, terms: readonly ProtectedTerm[]): Promise<void> {
    const { store, meetingId } = this.#options;
    for (let before: number | undefined; !this.#stopped.signal.aborted; ) {
      const upTo = before === undefined ? {} : { before };
      const page = await store.newest(meetingId, language, { ...upTo, limit: LINES_PER_PAGE });
      const affected = page.filter(
        ({ line, rendering }) =>
          line.kind === 'caption' &&
          line.state === 'settled' &&
          rendering?.origin !== 'person' &&
          needsTranslation(line, language) &&
          findTerms(line.text, terms, line.language).length > 0,
      );
      await this.#queue.run(async () => {
        const room = this.#rooms.get(language);
        if (room !== undefined) room.translateAgain(affected);
        const ids = affected.map(({ line }) => line.id);
        if (room === undefined) await store.outdate(meetingId, language, ids);
      });
      const [oldest] = page;
      if (oldest === undefined || page.length < LINES_PER_PAGE) return;
      before = oldest.line.position;
    }
  }

  #takeNext(update: StreamUpdate): Promise<void> {
    return this.#queue.run(() => this.#take(update).finally(() => this.#scheduleClose()));
  }

  #takeWaiting(waiting: readonly (() => void)[]): void {
    for (const take of waiting) take();
  }

  #schedulePace(): void {
    this.#pacing ??= setTimeout(() => {
      this.#pacing = undefined;
      this.#takeWaiting(this.#pace.due(this.#options.now()));
      if (!this.#pace.isEmpty) this.#schedulePace();
    }, PACE_EVERY_MS);
  }

  async #take(update: StreamUpdate): Promise<void> {
    this.#busyUntil = this.#options.now();
    switch (update.type) {
      case 'segment':
        for (const segment of this.#streams.take(update.segment, this.#options.now()))
          await this.#accept(segment);
        return;
      case 'stream-state':
        return this.#streamState(update);
      case 'gap':
        // Another stream went on meanwhile: nothing is missing.
        if (!this.#streams.leads(update.streamId)) return;
        return this.#commit([this.#book.note({ kind: 'gap', at: update.at, lengthMs: update.lengthMs })]);
      case 'speaker-joined':
      case 'speaker-left':
        return this.#speakerMoved(update);
    }
  }

  async #accept(heard: Segment): Promise<void> {
    const segment = this.#languages.checked(heard);
    this.#terms.addName(segment.speaker.name);
    const key = repeatKey(segment);
    // What is asked before it is stored waits, too, for a database that is away.
    if (key !== undefined && (await this.#persist(() => this.#seen.isRepeat(segment, key)))) return;
    const known = await this.#persist(() => this.#seen.sentence(segment));
    // The revision came before the sentence itself: what it said stands.
    if (known !== undefined && segment.attribute === 'new') return;
    const { store, meetingId } = this.#options;
    const revisedLines =
      known === undefined ? [] : await this.#persist(() => store.lines(meetingId, known.lineIds));
    const seq = known?.seq ?? this.#nextSegment();
    const notes = this.#languages.heard(segment) ? [this.#languageNote(segment)] : [];
    const lines =
      known !== undefined
        ? this.#book.revise(seq, segment, revisedLines)
        : segment.attribute === 'delete'
          ? []
          : this.#book.add(seq, segment);
    const holding = lines.filter(holds(seq)).map((line) => line.id);
    const lineIds = [...new Set([...(known?.lineIds ?? []), ...holding])];
    const stored: StoredSegment = { seq, segment, lineIds, ...(key === undefined ? {} : { repeatKey: key }) };
    await this.#commit([...notes, ...lines], [stored]);
    this.#seen.add(stored);
  }

  async #streamState(update: Extract<StreamUpdate, { type: 'stream-state' }>): Promise<void> {
    const before = this.#status.state;
    const { missed, gapMs } = this.#streams.update(update);
    if (gapMs > SHORTEST_GAP_MS)
      await this.#commit([this.#book.note({ kind: 'gap', at: update.at, lengthMs: gapMs })]);
    for (const segment of missed) {
      await this.#accept(segment);
      await turnOfOthers();
    }
    if (update.state === 'paused' || update.state === 'ended') {
      await this.#commit(this.#book.close({ streamId: update.streamId }));
    }
    const state = this.#streams.meetingState ?? before;
    // Who hosts the meeting, and whose glossary holds, may have come with the stream.
    if (state === 'live' && before !== 'live') await this.#persist(() => this.#terms.reload());
    if (before === 'live' && state === 'paused')
      await this.#commit([this.#book.note({ kind: 'paused', at: update.at })]);
    if (before === 'paused' && state === 'live')
      await this.#commit([this.#book.note({ kind: 'resumed', at: update.at })]);
    await this.#setStatus(state, update.at, this.#streams.reason);
  }

  async #speakerMoved(
    update: Extract<StreamUpdate, { type: 'speaker-joined' | 'speaker-left' }>,
  ): Promise<void> {
    const { speaker, streamId, at } = update;
    this.#terms.addName(speaker.name);
    const left = update.type === 'speaker-left';
    if (left) await this.#commit(this.#book.close({ streamId, speakerId: speaker.id }));
    // Zoom names nobody who leaves, and nobody reads "somebody left".
    if (speaker.name === '' || !this.#streams.leads(streamId)) return;
    await this.#commit([this.#book.note({ kind: left ? 'left' : 'joined', at, speaker })]);
  }

  async #setStatus(state: MeetingState, since: number, reason: string | undefined): Promise<void> {
    if (state === this.#status.state && reason === this.#status.reason) return;
    const same = state === this.#status.state;
    this.#status = {
      state,
      since: same ? this.#status.since : since,
      ...(reason === undefined ? {} : { reason }),
    };
    await this.#persist(() => this.#options.store.saveStatus(this.#options.meetingId, this.#status));
    this.#options.sendStatus(this.#status);
  }

  /** Stored first, then rendered in every language that is read. */
  async #commit(lines: readonly LineRecord[], segments: readonly StoredSegment[] = []): Promise<void> {
    if (lines.length === 0 && segments.length === 0) return;
    if (segments.length === 0 && lines.length > MAX_LINES_OF_A_SEGMENT) {
      await this.#commit(lines.slice(0, MAX_LINES_OF_A_SEGMENT));
      await turnOfOthers();
      return this.#commit(lines.slice(MAX_LINES_OF_A_SEGMENT));
    }
    await this.#persist(() => this.#options.store.commit(this.#options.meetingId, { segments, lines }));
    const revised = lines.filter((line) => line.kind === 'caption' && line.revision > 0).map(({ id }) => id);
    for (const room of this.#rooms.values()) {
      const old = revised.filter((id) => !room.has(id));
      if (old.length > 0) room.adopt(await this.#rendered(room.language, old));
      for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
        if (at > 0) await turnOfOthers();
        room.update(lines.slice(at, at + LINES_AT_ONCE));
      }
    }
  }

  /** What a language shows of lines it has no more in hand. */
  #rendered(language: string, lineIds: readonly string[]): Promise<readonly RenderedLine[]> {
    const { store, meetingId } = this.#options;
    return this.#persist(() => store.rendered(meetingId, language, lineIds));
  }

  async #activate(language: string): Promise<LanguageRoom> {
    clearTimeout(this.#lingering.get(language));
    this.#lingering.delete(language);
    const active = this.#rooms.get(language);
    if (active !== undefined) return active;
    const translated = [...this.#rooms.keys()].filter((tag) => tag !== ORIGINAL);
    if (language !== ORIGINAL && translated.length >= this.#options.maxLanguages) {
      // What only lingers gives way to what somebody waits for.
      const unread = translated.find((tag) => this.#lingering.has(tag) && !this.#isRead(tag));
      if (unread === undefined) throw new LanguageLimitReached();
      await this.#leave(unread);
    }
    const { meetingId, store, translator, counters, logger, now, sendBatch, onSettled } = this.#options;
    const room = new LanguageRoom({
      meetingId,
      language,
      epoch: this.#epoch,
      store,
      translator,
      terms: () => this.#terms.of(language),
      send: sendBatch,
      onSettled: (line, rendering) => onSettled(language, line, rendering),
      counters,
      logger,
      now,
    });
    const rendered = await store.lastRenderedPosition(meetingId, language);
    const newest = await store.newest(meetingId, language, { limit: SNAPSHOT_LINES });
    // Somebody who read this language before and comes back gets every line in between, if they are few.
    const between = await store.unrendered(meetingId, language, rendered, SNAPSHOT_LINES + 1);
    const oldestNewest = newest[0]?.line.position ?? Infinity;
    const older = between.filter((line) => line.position < oldestNewest).map((line) => ({ line }));
    const comesBack = rendered > 0 && between.length <= SNAPSHOT_LINES;
    room.catchUp(comesBack ? [...older, ...newest] : newest);
    room.update(await removedUntold(store, meetingId, language));
    this.#rooms.set(language, room);
    logger.info({ meetingId, language }, 'language is read');
    return room;
  }

  async #leave(language: string): Promise<void> {
    clearTimeout(this.#lingering.get(language));
    this.#lingering.delete(language);
    if (this.#isRead(language)) return;
    const room = this.#rooms.get(language);
    this.#rooms.delete(language);
    this.#busyUntil = this.#options.now();
    await room?.[Symbol.asyncDispose]();
    this.#options.logger.info({ meetingId: this.#options.meetingId, language }, 'language is read no more');
  }

  #isRead(language: string): boolean {
    return language === this.#options.pinnedLanguage || this.#options.isWatched(language);
  }

  #scheduleClose(): void {
    clearTimeout(this.#closing);
    const at = this.#book.nextClose();
    if (at === undefined || this.#stopped.signal.aborted) return;
    const close = () =>
      this.#commit(this.#book.closeDue(this.#options.now())).finally(() => this.#scheduleClose());
    this.#closing = setTimeout(
      () => this.#runUnasked(close, 'the end of a sentence could not be stored'),
      Math.max(0, at - this.#options.now()),
    );
  }

  /** What a timer does: nobody waits for it, so nobody else would hear that it failed. */
  #runUnasked(task: () => Promise<void>, failure: string): void {
    this.#queue.run(task).catch((error) => {
      const { meetingId, logger } = this.#options;
      if (!this.#stopped.signal.aborted) logger.error({ meetingId, error: errorName(error) }, failure);
    });
  }

  #languageNote(segment: Segment): LineRecord {
    const { speaker, receivedAt, sourceLanguage } = segment;
    return this.#book.note({ kind: 'language-changed', at: receivedAt, speaker, language: sourceLanguage });
  }

  #nextSegment(): number {
    this.#lastSegment += 1;
    return this.#lastSegment;
  }

  #persist<T>(write: () => Promise<T>): Promise<T> {
    return persist(write, { signal: this.#stopped.signal, logger: this.#options.logger });
  }
}

/** Sockets, engines and other meetings are served before what follows. */
function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function holds(seq: number): (line: LineRecord) => boolean {
  return (line) => line.kind === 'caption' && line.parts.some((part) => part.segment === seq);
}
