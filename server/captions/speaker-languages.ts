import { baseLanguage, UNDETERMINED } from '../../shared/language.ts';
import type { Segment } from './segment.ts';

/** What each speaker spoke last, so that a change is noted once. */
export class SpeakerLanguages {
  readonly #last = new Map<string, string>();

  /** `true` when this speaker was heard before, in another language. */
  heard({ speaker, sourceLanguage, attribute }: Segment): boolean {
    if (sourceLanguage === UNDETERMINED || attribute !== 'new') return false;
    const before = this.#last.get(speaker.id);
    this.#last.set(speaker.id, sourceLanguage);
    return before !== undefined && baseLanguage(before) !== baseLanguage(sourceLanguage);
  }
}
