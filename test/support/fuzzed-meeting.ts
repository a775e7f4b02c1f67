/** A meeting with two streams, readers and a host, driven by random steps; knows which words must be on screen. */
import { expect } from 'vitest';
import { LiveMeeting } from '../../server/captions/live-meeting.ts';
import type { Segment } from '../../server/captions/model/segment.ts';
import type { StreamState } from '../../server/captions/model/stream-update.ts';
import { createLogger } from '../../server/logger.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { StorageError } from '../../server/storage/storage-error.ts';
import type { Line } from '../../shared/caption.ts';
import type { CaptionBatch } from '../../shared/panel-protocol.ts';
import { quietCaptions } from './quiet-captions.ts';
import { UnreliableStore } from './unreliable-store.ts';

export type Step =
  | { readonly kind: 'say'; readonly speaker: number; readonly isWhole: boolean }
  | { readonly kind: 'revise' | 'take-back' | 'correct'; readonly which: number }
  | { readonly kind: 'stream'; readonly stream: number; readonly state: StreamState; readonly broke: boolean }
  | { readonly kind: 'leave'; readonly speaker: number }
  | { readonly kind: 'watch' | 'unwatch'; readonly language: string };

interface Utterance {
  readonly segment: Omit<Segment, 'streamId'>;
  readonly streams: ReadonlySet<string>;
  /** What must be read of it; `undefined`: taken back, or replaced by a person's words. */
  word: string | undefined;
  revisions: number;
  /** A person wrote over it: nobody speaks of it again. */
  isEdited: boolean;
}

export class FuzzedMeeting implements AsyncDisposable {
  readonly #session: LiveMeeting;
  readonly #store: UnreliableStore;
  readonly #streams = new Map<string, StreamState>();
  readonly #said: Utterance[] = [];
  readonly #edits: string[] = [];
  readonly #readers: Map<string, Reader>;
  readonly #meetingId: string;
  #time = 1_800_000_000_000;

  /** @param fails called at every call of the store: shall it be away? */
  static async open(storage: Storage, meetingId: string, fails: () => boolean): Promise<FuzzedMeeting> {
    const store = new UnreliableStore(storage.captions);
    const readers = new Map<string, Reader>();
    const session = await LiveMeeting.open({
      meetingId,
      store,
      translator: {
        translate: async ({ text, targetLanguage }) => ({
          ok: true,
          text: `[${targetLanguage}] ${text}`,
          origin: 'machine',
          engine: 'fake',
        }),
        serves: (tag) => tag,
        languages: () => [],
      },
      ...quietCaptions,
      outlet: {
        batch: (_meetingId, batch) => readers.get(batch.language)?.take(batch),
        status: () => undefined,
        isWatched: (_meetingId, language) => readers.get(language)?.isHere ?? false,
      },
      maxLanguages: 9,
      logger: createLogger('silent'),
    });
    const away = new StorageError('The database refused a statement (SQLITE_BUSY).', { retryable: true });
    store.fails = () => (fails() ? away : undefined);
    return new FuzzedMeeting(session, store, readers, meetingId);
  }

  private constructor(
    session: LiveMeeting,
    store: UnreliableStore,
    readers: Map<string, Reader>,
    meetingId: string,
  ) {
    this.#session = session;
    this.#store = store;
    this.#readers = readers;
    this.#meetingId = meetingId;
  }

  async take(step: Step): Promise<void> {
    this.#time += 1_000;
    switch (step.kind) {
      case 'say':
        return this.#say(`w${this.#said.length}${step.isWhole ? '.' : ''}`, step.speaker);
      case 'revise':
      case 'take-back':
        return this.#revise(this.#pick(step.which), step.kind);
      case 'correct':
        return this.#correct(step.which);
      case 'stream':
        return this.#turn(`stream-${step.stream}`, step.state, step.broke);
      case 'leave':
        return this.#everyStream((streamId) =>
          this.#session.accept({
            type: 'speaker-left',
            meetingId: this.#meetingId,
            streamId,
            speaker: { id: String(step.speaker), name: '' },
            at: this.#time,
          }),
        );
      case 'watch':
        await this.#watch(step.language);
        return;
      case 'unwatch': {
        const reader = this.#readers.get(step.language);
        if (reader === undefined) return;
        reader.isHere = false;
        this.#session.languages.unwatched(step.language);
      }
    }
  }

  /** The store is well again, every stream ends: what does a reader of each language see now? */
  async finish(languages: readonly string[]): Promise<readonly (readonly Line[])[]> {
    this.#store.fails = () => undefined;
    for (const streamId of this.#streams.keys()) await this.#turn(streamId, 'ended', false);
    return Promise.all(languages.map((language) => this.#watch(language)));
  }

  /** Every one of them once. */
  get words(): readonly string[] {
    return [...this.#said.flatMap(({ word }) => word ?? []), ...this.#edits].toSorted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }

  async #say(text: string, speaker: number): Promise<void> {
    const streams = this.#live();
    if (streams.length === 0) return;
    const segment = {
      meetingId: this.#meetingId,
      sentenceId: String(this.#said.length),
      speaker: { id: String(speaker), name: `Speaker ${speaker}` },
      sourceLanguage: 'en',
      text,
      attribute: 'new' as const,
      startedAt: this.#time,
      endedAt: this.#time + 500,
      receivedAt: Date.now(),
    };
    const word = text.replace('.', '');
    this.#said.push({ segment, streams: new Set(streams), word, revisions: 0, isEdited: false });
    for (const streamId of streams)
      await this.#session.accept({ type: 'segment', segment: { ...segment, streamId } });
  }

  /** Zoom says it on the streams that carried the sentence; here only when that is all there are. */
  async #revise(utterance: Utterance | undefined, kind: 'revise' | 'take-back'): Promise<void> {
    if (utterance?.word === undefined || utterance.isEdited) return;
    const streams = this.#live();
    if (streams.length === 0 || !streams.every((id) => utterance.streams.has(id))) return;
    utterance.revisions += 1;
    const { segment, revisions } = utterance;
    const word = `w${segment.sentenceId}r${revisions}`;
    utterance.word = kind === 'revise' ? word : undefined;
    const revision =
      kind === 'revise'
        ? ({ attribute: 'update', text: segment.text.endsWith('.') ? `${word}.` : word } as const)
        : ({ attribute: 'delete', text: '' } as const);
    for (const streamId of streams) {
      await this.#session.accept({ type: 'segment', segment: { ...segment, ...revision, streamId } });
    }
  }

  async #correct(which: number): Promise<void> {
    const lines = await this.#watch('original');
    const captions = lines.flatMap((line) =>
      line.kind === 'caption' && line.state === 'settled' ? [line] : [],
    );
    const line = captions[which % Math.max(1, captions.length)];
    if (line === undefined) return;
    const word = `e${this.#edits.length}x${this.#said.length}`;
    const outcome = await this.#patiently(() => this.#session.correct(line.id, { original: `${word}.` }));
    if (outcome !== 'corrected') return;
    const replaced = wordsOf([line]);
    for (const utterance of this.#said.filter((each) => replaced.includes(each.word ?? ''))) {
      utterance.isEdited = true;
      utterance.word = undefined;
    }
    const again = this.#edits.findIndex((edit) => replaced.includes(edit));
    if (again >= 0) this.#edits.splice(again, 1);
    this.#edits.push(word);
  }

  async #turn(streamId: string, state: StreamState, broke: boolean): Promise<void> {
    if (this.#streams.get(streamId) === 'ended') return;
    const before = this.#streams.get(streamId);
    this.#streams.set(streamId, state);
    const isInterrupted = state === 'reconnecting' || (state === 'ended' && broke);
    await this.#session.accept({
      type: 'stream-state',
      meetingId: this.#meetingId,
      streamId,
      state,
      isOriginalHost: streamId === 'stream-1',
      ...(isInterrupted ? { interruption: { since: this.#time } } : {}),
      at: this.#time,
    });
    // After a reconnect Zoom sends its newest once more.
    if (before !== 'reconnecting' || state !== 'live') return;
    for (const { segment } of this.#said.filter(({ streams }) => streams.has(streamId)).slice(-2)) {
      await this.#session.accept({ type: 'segment', segment: { ...segment, streamId } });
    }
  }

  async #watch(language: string): Promise<readonly Line[]> {
    const reader = this.#readers.get(language) ?? new Reader();
    this.#readers.set(language, reader);
    reader.isHere = true;
    const answer = await this.#patiently(() => this.#session.languages.watch(language));
    reader.show(answer.captions);
    return answer.captions;
  }

  /** A person, or a panel, who is told to ask again asks again. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
      }
    }
  }

  async #everyStream(act: (streamId: string) => Promise<void>): Promise<void> {
    for (const streamId of this.#live()) await act(streamId);
  }

  #live(): readonly string[] {
    return [...this.#streams].filter(([, state]) => state === 'live').map(([streamId]) => streamId);
  }

  #pick(which: number): Utterance | undefined {
    return this.#said[which % Math.max(1, this.#said.length)];
  }
}

/** The rules of shared/PROTOCOL.md that no batch may break. */
class Reader {
  isHere = true;
  readonly #positions = new Map<string, number>();
  readonly #versions = new Map<string, number>();
  #version = -1;

  take({ from, version, upserts }: CaptionBatch): void {
    if (this.#version >= 0) expect(from).toBeGreaterThanOrEqual(this.#version);
    expect(version).toBeGreaterThanOrEqual(from);
    this.#version = version;
    for (const line of upserts) {
      expect(line.version).toBeGreaterThan(this.#versions.get(line.id) ?? -1);
      expect(line.version).toBeLessThanOrEqual(version);
    }
    this.show(upserts);
  }

  show(lines: readonly Line[]): void {
    for (const { id, position, version } of lines) {
      expect(this.#positions.get(id) ?? position).toBe(position);
      this.#positions.set(id, position);
      this.#versions.set(id, Math.max(version, this.#versions.get(id) ?? -1));
    }
  }
}

/** Of captions, in any language of the fake translator. */
export function wordsOf(lines: readonly Line[]): readonly string[] {
  return lines
    .flatMap((line) => (line.kind === 'caption' ? (line.text.match(/\b[we]\d+([rx]\d+)?\b/g) ?? []) : []))
    .toSorted();
}
