/** One language of one meeting: performs what the machine of each line commands. */

import type { ServedLanguage } from '../../../shared/language.ts';
import { INTERPRETER } from '../model/interpretation.ts';
import type { Line, SpokenLine } from '../model/line.ts';
import type { RenderedLine } from '../model/rendering.ts';
import { contentOf, contentWithoutTranslation, isCurrent } from '../model/rendering.ts';
import type { Translated, Translation, TranslationRequest, Translator } from '../ports/translator.ts';
import type { MeetingTerms } from '../terms/meeting-terms.ts';
import { sourceForEngines } from '../text/heard-language.ts';
import { Drafts } from './drafts.ts';
import { DeliveryMeasure, type FeedLine, FeedLines } from './feed-lines.ts';
import { FeedWriter, type FeedWriterOptions } from './feed-writer.ts';
import { adopted, begin, step } from './line-machine.ts';
import type { LineCommand, LineContext, LineEvent, LineStep, Purpose } from './line-state.ts';
import { LineWork } from './line-work.ts';
import { SharedSnapshot, type SnapshotQuery, type WatchedLines } from './snapshot.ts';

export interface LanguageFeedOptions extends FeedWriterOptions {
  readonly translator: Translator;
  readonly terms: Pick<MeetingTerms, 'of'>;
}

export class LanguageFeed implements AsyncDisposable {
  readonly #options: LanguageFeedOptions;
  readonly #writer: FeedWriter;
  readonly #lines: FeedLines;
  readonly #snapshot = new SharedSnapshot();
  readonly #firstEngine: () => string | undefined;

  constructor(options: LanguageFeedOptions) {
    this.#options = options;
    this.#firstEngine = firstEngineOf(options);
    this.#writer = new FeedWriter(options);
    this.#lines = new FeedLines((line) => this.#writer.isUnsent(line));
  }

  get targetLanguage(): string {
    return this.#options.targetLanguage;
  }

  has(lineId: string): boolean {
    return this.#lines.get(lineId) !== undefined;
  }

  /** Renders new and changed lines, oldest first; corrections by a person follow everything live. */
  publish(lines: readonly Line[]): void {
    for (const line of lines) {
      this.#render(line, line.kind === 'caption' && line.edited ? 'catch-up' : 'settled');
    }
    this.#send(this.#lines.placeReady());
  }

  /** Renders lines of the past that are missing in this language: newest first, after everything live. */
  catchUp(lines: readonly RenderedLine[], leavesHole = false): void {
    if (leavesHole) this.#writer.skipVersion();
    const missing = lines.filter(({ line, rendering }) => !this.has(line.id) && !isCurrent(line, rendering));
    this.adopt(lines);
    // Lines in the reader's language first: they may stand for others.
    const needNoEngine = ({ line }: RenderedLine) =>
      contentWithoutTranslation(line, this.targetLanguage) !== undefined;
    const newestFirst = missing.toReversed();
    const understood = new Set(newestFirst.filter(needNoEngine));
    const others = newestFirst.filter((rendered) => !understood.has(rendered));
    for (const { line } of [...understood, ...others]) this.#render(line, 'catch-up');
    this.#send(this.#lines.placeReady());
  }

  /** Translates what these lines of the past lack, once more where no engine could. Settles when that has ended. */
  async complete(lines: readonly RenderedLine[]): Promise<void> {
    this.catchUp(lines);
    const known = lines.flatMap(({ line }) => this.#lines.get(line.id) ?? []);
    for (const { state } of known.filter(isUntranslatedLine)) this.#render(state.line, 'catch-up');
    await Promise.all(known.filter(isAwaiting).map(({ work }) => work.ended));
  }

  /** Loads older lines in their shown state; lines without a rendering are left out. */
  adopt(lines: readonly RenderedLine[]): void {
    for (const { line, rendering } of lines) {
      if (rendering === undefined || this.has(line.id)) continue;
      this.#lines.addPlaced({ state: adopted(line, contentOf(rendering)), work: new LineWork() });
    }
  }

  /** Translates a settled line again after a glossary change. Settles when that has ended. */
  async translateAgain(rendered: RenderedLine): Promise<void> {
    this.adopt([rendered]);
    const line = this.#lines.get(rendered.line.id);
    if (line === undefined) return;
    this.#dispatch(line, { type: 'outdated' });
    if (line.state.phase === 'translating') await line.work.ended;
  }

  /** Shows a settled line in the host's own words. */
  correct(rendered: RenderedLine, text: string): void {
    this.adopt([rendered]);
    const line = this.#lines.get(rendered.line.id);
    if (line !== undefined) this.#dispatch(line, { type: 'corrected', text });
  }

  /** Queries the store at one version: everything rendered before is stored, nothing is written meanwhile. */
  read<T>(query: (version: number) => Promise<T>): Promise<T> {
    return this.#writer.read(query);
  }

  readShared(after: number | undefined, query: SnapshotQuery): Promise<WatchedLines> {
    return this.#snapshot.read(this.#writer, after, query);
  }

  announce(): Promise<void> {
    return this.#writer.announce();
  }

  beat(): void {
    this.#writer.beat();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { work } of this.#lines.all()) work.cancel();
    await this.#writer[Symbol.asyncDispose]();
  }

  #render(line: Line, purpose: Purpose): void {
    const known = this.#lines.get(line.id);
    if (known !== undefined) {
      if (purpose === 'settled') known.measure ??= new DeliveryMeasure();
      this.#perform(known, step(known.state, { type: 'changed', line, purpose }, this.#context()));
      return;
    }
    const first = begin(line, purpose, this.#context());
    const measure = purpose === 'settled' ? { measure: new DeliveryMeasure() } : {};
    const added: FeedLine = { state: first.state, work: new LineWork(), ...measure };
    this.#lines.add(added);
    this.#perform(added, first);
  }

  #dispatch(line: FeedLine, event: LineEvent): void {
    if (event.type === 'late' && line.measure !== undefined) line.measure.wasLate = true;
    this.#perform(line, step(line.state, event, this.#context()));
    this.#send(this.#lines.placeReady());
  }

  #perform(line: FeedLine, { state, commands }: LineStep): void {
    line.state = state;
    for (const command of commands) this.#execute(line, command);
  }

  #execute(line: FeedLine, command: LineCommand): void {
    const { work } = line;
    switch (command.type) {
      case 'cancel':
        work.cancel();
        return;
      case 'publish':
        if (this.#lines.isPlaced(line)) this.#send([line]);
        return;
      case 'draft':
        work.grow(command.line, () => this.#drafts(line));
        return;
      case 'translate':
        work.perform(
          (signal) => this.#translate(command.line, command.purpose, signal),
          (translation) => this.#dispatch(line, { type: 'translated', translation }),
        );
        return;
      case 'wait':
        work.after(command.milliseconds, () => this.#dispatch(line, { type: command.event }));
        return;
    }
  }

  #send(lines: readonly FeedLine[]): void {
    if (lines.length > 0) this.#snapshot.forget();
    this.#writer.send(lines);
  }

  #drafts(line: FeedLine): Drafts {
    return new Drafts({
      translate: (open, signal) => this.#translate(open, 'draft', signal),
      targetLanguage: this.targetLanguage,
      show: (translation) => {
        if (!this.#willSettle(line, translation)) return false;
        this.#dispatch(line, { type: 'draft-translated', translation });
        return true;
      },
      now: this.#options.now,
    });
  }

  /** Another engine words the settled line differently: a draft of it would be replaced whole. */
  #willSettle({ state: { line } }: FeedLine, { engine }: Translated): boolean {
    if (line.kind !== 'caption') return false;
    const expected = this.#lines.engineBefore(line) ?? this.#firstEngine();
    return expected === undefined || expected === engine;
  }

  #translate(
    line: SpokenLine,
    purpose: TranslationRequest['purpose'],
    signal: AbortSignal,
  ): Promise<Translation> {
    const { translator, meetingId, terms } = this.#options;
    const twin = this.#lines.twinOf(line, this.targetLanguage);
    // A draft of it is not shown: it is as good as settled.
    if (twin !== undefined)
      return Promise.resolve({ ok: true, text: twin.text, origin: 'phrasebook', engine: INTERPRETER });
    return translator.translate({
      meetingId,
      lineId: line.id,
      text: line.text,
      sourceLanguage: sourceForEngines(line.sourceLanguage, line.text),
      targetLanguage: this.targetLanguage,
      purpose,
      context: this.#lines.contextBefore(line),
      terms: terms.of(this.targetLanguage),
      signal,
    });
  }

  #context(): LineContext {
    return { targetLanguage: this.targetLanguage, now: this.#options.now() };
  }
}

function isAwaiting({ state: { phase } }: FeedLine): boolean {
  return phase === 'translating' || phase === 'queued';
}

function isUntranslatedLine({ state }: FeedLine): boolean {
  return state.phase === 'settled' && state.shown.origin === 'untranslated';
}

/**
 * The engine that is asked first, while no line tells which one settles. Looked up once: a draft must not cost the whole
 * table of languages.
 */
function firstEngineOf({ translator, targetLanguage }: LanguageFeedOptions): () => string | undefined {
  let served: ServedLanguage | null | undefined;
  return () => {
    served ??= translator.languages().find(({ tag }) => tag === targetLanguage) ?? null;
    return served?.engines[0];
  };
}
