import { baseLanguage, UNDETERMINED } from '../../../shared/language.ts';
import { SPEAKERS_REMEMBERED } from '../caption-limits.ts';
import type { Segment } from '../model/segment.ts';
import { heardLanguage } from '../text/heard-language.ts';

/** Speakers who switch use few languages. */
const LANGUAGES_REMEMBERED = 3;

/** The recent languages of each speaker: a change is noted once, and they decide a doubtful tag. */
export class SpokenLanguages {
  readonly #speakers = new Map<string, Heard>();

  /** The segment with a language that its letters allow. */
  checked(segment: Segment): Segment {
    const { speaker, sourceLanguage, text } = segment;
    const language = heardLanguage(sourceLanguage, text, this.#speakers.get(speaker.id)?.spoken ?? []);
    return language === sourceLanguage ? segment : { ...segment, sourceLanguage: language };
  }

  /** Records the language of a segment. `true` when the speaker changed it. */
  heard({ speaker, sourceLanguage, attribute, sentenceId }: Segment): boolean {
    const known = this.#speakers.get(speaker.id);
    const revisesNewest = sentenceId !== undefined && sentenceId === known?.sentenceId;
    // A revision of an older sentence is no evidence of the present language.
    if (sourceLanguage === UNDETERMINED || attribute === 'delete') return false;
    if (attribute === 'update' && !revisesNewest) return false;
    const before = (attribute === 'update' ? known?.before : known?.spoken) ?? [];
    const others = before.filter((language) => language !== sourceLanguage);
    const spoken = [sourceLanguage, ...others].slice(0, LANGUAGES_REMEMBERED);
    this.#speakers.delete(speaker.id);
    this.#speakers.set(speaker.id, { spoken, before, ...(sentenceId === undefined ? {} : { sentenceId }) });
    const oldest = this.#speakers.keys().next();
    if (this.#speakers.size > SPEAKERS_REMEMBERED && !oldest.done) this.#speakers.delete(oldest.value);
    const isNoted = attribute === 'update' && isSameLanguage(known?.spoken[0], sourceLanguage);
    return before[0] !== undefined && !isNoted && !isSameLanguage(before[0], sourceLanguage);
  }
}

interface Heard {
  /** Newest first. */
  readonly spoken: readonly string[];
  /** The same without the newest sentence, whose language Zoom may still correct. */
  readonly before: readonly string[];
  /** Of the newest sentence. */
  readonly sentenceId?: string;
}

function isSameLanguage(one: string | undefined, other: string): boolean {
  return one !== undefined && baseLanguage(one) === baseLanguage(other);
}
