/** One meeting with its readers and an engine that records every call, in time that jumps: minutes pass at once. */

import type { WatchedLines } from '../../../server/captions/languages/snapshot.ts';
import { LiveMeetings } from '../../../server/captions/live-meetings.ts';
import type { Segment } from '../../../server/captions/model/segment.ts';
import type { CaptionStore } from '../../../server/captions/ports/caption-store.ts';
import type { Translation, TranslationRequest } from '../../../server/captions/ports/translator.ts';
import { openStorage } from '../../../server/storage/storage.ts';
import type { Caption, Line } from '../../../shared/caption.ts';
import type { ServedLanguage } from '../../../shared/language.ts';
import type { Correction } from '../../../shared/panel-protocol.ts';
import { quietCaptions } from '../../support/quiet-captions.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { silent } from '../translation/stories.ts';

/** Some afternoon. */
const STARTED_AT = Date.UTC(2026, 0, 5, 12);
const STREAM = 'stream';

type Said = Partial<Pick<Segment, 'sentenceId' | 'sourceLanguage' | 'attribute' | 'startedAt' | 'endedAt'>>;

export class VirtualMeeting implements AsyncDisposable {
  readonly meetingId: string;
  /** What the engine was asked, in order. */
  readonly calls: TranslationRequest[] = [];
  /** Languages that were prepared, with what had been heard. */
  readonly prepared: (readonly [targetLanguage: string, spoken: readonly string[]])[] = [];
  /** Every version of every line that went out, in order. */
  readonly sent: (Line & { readonly room: string })[] = [];
  /** The languages of batches without lines, in order. */
  readonly beats: string[] = [];
  /** What the engine answers; by default the words with the language before them. */
  answer: (request: TranslationRequest) => Translation = ({ targetLanguage, text }) => ({
    ok: true,
    text: `[${targetLanguage}] ${text}`,
    origin: 'machine',
    engine: 'fake',
  });
  /** What the engines serve, in the order they are asked. */
  languages: readonly ServedLanguage[] = [];
  /** What the next batch to readers fails with; `undefined`: it is sent. */
  sendingFails: () => Error | undefined = () => undefined;
  /** Told of each call. */
  onCall: () => void = () => undefined;
  readonly #clock: VirtualClock;
  readonly #storage: { captions: CaptionStore } & AsyncDisposable;
  readonly #watched = new Set<string>();
  readonly #sessions: LiveMeetings;
  #order = 0;

  static async open(): Promise<VirtualMeeting> {
    const clock = new VirtualClock({
      startAt: STARTED_AT,
      isWorking: () => false,
      passesWhileWorking: false,
    });
    const now = () => clock.now();
    const storage = await openStorage({
      databaseUrl: 'sqlite::memory:',
      retentionHours: 24,
      logger: silent,
      now,
    });
    const { id } = await storage.meetings.open({ uuid: 'virtual' });
    const meeting = new VirtualMeeting(id, clock, storage);
    await meeting.wait(0);
    return meeting;
  }

  private constructor(
    meetingId: string,
    clock: VirtualClock,
    storage: { captions: CaptionStore } & AsyncDisposable,
  ) {
    this.meetingId = meetingId;
    this.#clock = clock;
    this.#storage = storage;
    this.#sessions = new LiveMeetings({
      ...quietCaptions,
      store: storage.captions,
      translator: {
        serves: (tag) => tag,
        prepare: (targetLanguage, spoken) => this.prepared.push([targetLanguage, spoken]),
        languages: () => this.languages,
        translate: async (request) => {
          this.calls.push(request);
          this.onCall();
          return this.answer(request);
        },
      },
      outlet: {
        batch: (_meetingId, { language, upserts, removed }) => {
          const failure = this.sendingFails();
          if (failure !== undefined) throw failure;
          if (upserts.length === 0 && removed.length === 0) this.beats.push(language);
          for (const line of upserts) this.sent.push({ ...line, room: language });
        },
        status: () => undefined,
        isWatched: (_meetingId, language) => this.#watched.has(language),
      },
      maxLanguages: 2,
      logger: silent,
      now: () => clock.now(),
    });
    const { meetingId: id } = this;
    this.#sessions.accept({
      type: 'stream-state',
      meetingId: id,
      streamId: STREAM,
      state: 'live',
      isOriginalHost: true,
      at: clock.now(),
    });
  }

  now(): number {
    return this.#clock.now();
  }

  /** Without those for drafts. */
  get settledCalls(): readonly TranslationRequest[] {
    return this.calls.filter(({ purpose }) => purpose !== 'draft');
  }

  say(speaker: string, text: string, said: Said = {}): void {
    this.#order += 1;
    const at = this.#clock.now() + this.#order;
    this.#sessions.accept({
      type: 'segment',
      segment: {
        meetingId: this.meetingId,
        streamId: STREAM,
        speaker: { id: speaker, name: speaker },
        sourceLanguage: 'en',
        attribute: 'new',
        text,
        startedAt: at,
        endedAt: at,
        receivedAt: this.#clock.now(),
        ...said,
      },
    });
  }

  /** `count` sentences, each a line of its own. */
  async sayMany(count: number): Promise<void> {
    for (let index = 1; index <= count; index++) {
      this.say('Ana', `Sentence ${this.#order + 1} is here.`);
      await this.wait(10);
    }
  }

  async wait(milliseconds: number): Promise<void> {
    await this.#clock.advanceTo(this.#clock.now() + milliseconds);
  }

  async watch(language: string, after?: { epoch: string; version: number }): Promise<WatchedLines> {
    this.#watched.add(language);
    return await this.#whileTimeStands(this.#sessions.watch(this.meetingId, language, { after }));
  }

  leave(language: string): void {
    this.#watched.delete(language);
    this.#sessions.unwatched(this.meetingId, language);
  }

  history(
    language: string,
    before: number,
    limit = 50,
  ): Promise<{ captions: readonly Line[]; more: boolean }> {
    return this.#whileTimeStands(this.#sessions.history(this.meetingId, language, { before, limit }));
  }

  /** The meeting leaves memory; what is said next opens it from its record. */
  reopen(): Promise<void> {
    return this.#whileTimeStands(this.#sessions.forget(this.meetingId));
  }

  correct(lineId: string, correction: Correction): Promise<string> {
    return this.#whileTimeStands(this.#sessions.correct(this.meetingId, lineId, correction));
  }

  /** What a reader of this language sees now, in reading order. */
  captions(language: string): readonly Caption[] {
    const newest = new Map<string, Caption>();
    for (const { room, ...line } of this.sent) {
      if (room === language && line.kind === 'caption') newest.set(line.id, line);
    }
    return [...newest.values()].toSorted((a, b) => a.position - b.position);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#clock[Symbol.dispose]();
    await this.#sessions[Symbol.asyncDispose]();
    await this.#storage[Symbol.asyncDispose]();
  }

  async #whileTimeStands<T>(answer: Promise<T>): Promise<T> {
    await this.wait(0);
    return await answer;
  }
}
