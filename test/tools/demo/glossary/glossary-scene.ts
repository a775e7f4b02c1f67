import { setTimeout as pause } from 'node:timers/promises';
import type { Glossary, GlossaryTerm } from '../../../../shared/glossary.ts';
import type { SessionAnswer } from '../../../../shared/panel-protocol.ts';
import { routes } from '../../../../shared/routes.ts';
import type { GlossaryStep, WallCell } from '../page-protocol.ts';
import type { ServerDoor } from '../readers/server-door.ts';
import { dock, dockTranslations } from './dock-sentence.ts';

export interface GlossarySceneOptions {
  readonly door: ServerDoor;
  readonly hostUid: string;
  /** @returns whether a stream carried it. */
  readonly say: () => Promise<boolean>;
  /** What the wall's readers see. */
  readonly cells: () => readonly WallCell[];
  readonly onStep: (step: GlossaryStep) => void;
  readonly readingMs?: number;
}

/** People read the wrong line before it changes. */
const READING_MS = 3_500;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 10_000;

/** Daniel says a word that machines mistake; Maya, the host, puts it into the glossary; the line that stands is mended. */
export class GlossaryScene {
  readonly #options: GlossarySceneOptions;
  #step: GlossaryStep = 'none';

  constructor(options: GlossarySceneOptions) {
    this.#options = options;
  }

  get step(): GlossaryStep {
    return this.#step;
  }

  /** Mends the word; when it is mended, takes the term back first. */
  async play(): Promise<void> {
    if (this.#step === 'saying' || this.#step === 'mistaken') return;
    const { door, hostUid, say, readingMs = READING_MS } = this.#options;
    const session = await door.session({ uid: hostUid, role: 'host' });
    await this.#setTerm(session, undefined);
    this.#to('saying');
    if (!(await say())) {
      this.#to('not-captured');
      return;
    }
    await this.#untilEveryReader((cell) => cell.isSettled && !cell.isCorrected);
    this.#to('mistaken');
    await pause(readingMs);
    const translations = Object.entries(dockTranslations).map(([tag, { term }]) => [tag, term] as const);
    await this.#setTerm(session, { term: dock.term, translations: Object.fromEntries(translations) });
    await this.#untilEveryReader((cell) => cell.isCorrected || cell.origin === 'same-language');
    this.#to('mended');
  }

  /** The other terms of the meeting stay. */
  async #setTerm(session: SessionAnswer, term: GlossaryTerm | undefined): Promise<void> {
    if (session.meeting === null) throw new Error('The demo has no meeting.');
    const path = routes.meetingGlossary(session.meeting.id);
    const { terms } = await this.#options.door.get<Glossary>(session, path);
    const others = terms.filter((known) => known.term !== dock.term);
    const changed = term === undefined ? others : [...others, term];
    if (changed.length === terms.length && term === undefined) return;
    await this.#options.door.put(session, path, { terms: changed } satisfies Glossary);
  }

  /** Waits for the newest line with the sentence, in every language of the wall. */
  async #untilEveryReader(isSo: (cell: Extract<WallCell, { kind: 'caption' }>) => boolean): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (;;) {
      const said = this.#options
        .cells()
        .filter((cell) => cell.kind === 'caption')
        .filter(({ original }) => original === dock.sentence);
      const newest = Math.max(...said.map(({ position }) => position));
      const seen = said.filter(({ position }) => position === newest);
      if (seen.length > 0 && seen.every(isSo)) return;
      if (Date.now() > giveUpAt) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  #to(step: GlossaryStep): void {
    this.#step = step;
    this.#options.onStep(step);
  }
}
