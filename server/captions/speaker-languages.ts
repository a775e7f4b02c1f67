import { baseLanguage, UNDETERMINED } from '../../shared/language.ts';
import { heardLanguage } from './heard-language.ts';
import type { Segment } from './segment.ts';

/** People who switch go back and forth between few languages. */
const LANGUAGES_REMEMBERED = 3;
/** Visitors of a long meeting; one entry is some hundred bytes. */
const SPEAKERS_REMEMBERED = 2_000;

/** What each speaker spoke lately: a change is noted once, and a doubtful tag is read in its light. */
export class SpeakerLanguages {
  /** Newest first. */
  readonly #spoken = new Map<string, readonly string[]>();

  /** The segment in the language that its letters allow. */
  checked(segment: Segment): Segment {
    const { speaker, sourceLanguage, text } = segment;
    const language = heardLanguage(sourceLanguage, text, this.#spoken.get(speaker.id) ?? []);
    return language === sourceLanguage ? segment : { ...segment, sourceLanguage: language };
  }

  /** `true` when this speaker was heard before, in another language. */
  heard({ speaker, sourceLanguage, attribute }: Segment): boolean {
    if (sourceLanguage === UNDETERMINED || attribute !== 'new') return false;
    const before = this.#spoken.get(speaker.id) ?? [];
    const others = before.filter((known) => known !== sourceLanguage);
    this.#spoken.delete(speaker.id);
    this.#spoken.set(speaker.id, [sourceLanguage, ...others].slice(0, LANGUAGES_REMEMBERED));
    const oldest = this.#spoken.keys().next();
    if (this.#spoken.size > SPEAKERS_REMEMBERED && !oldest.done) this.#spoken.delete(oldest.value);
    const [last] = before;
    return last !== undefined && baseLanguage(last) !== baseLanguage(sourceLanguage);
  }
}
