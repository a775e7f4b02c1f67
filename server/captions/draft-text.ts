/** What is shown of a translation while its sentence is still being spoken. Pure. */
import { segmenterFor } from './sentence-ends.ts';

/** The end of an unfinished sentence changes with the next word: without the last two, what was shown changes in 1 % of updates. */
const WORDS_HELD_BACK = 2;

/** The translation without its last words; empty when nothing is left. */
export function settledBeginning(translation: string, language: string): string {
  const words = [...segmenterFor(language, 'word').segment(translation)].filter((one) => one.isWordLike);
  const cut = words.at(-WORDS_HELD_BACK);
  if (words.length <= WORDS_HELD_BACK || cut === undefined) return '';
  // A quotation or bracket that opens belongs to the words held back.
  return translation.slice(0, cut.index).replace(/[\s\p{Ps}\p{Pi}¿¡"'-]+$/u, '');
}

/** The new beginning, unless it only takes back words that are shown. */
export function grownDraft(shown: string | undefined, next: string): string {
  return shown?.startsWith(next) ? shown : next;
}
