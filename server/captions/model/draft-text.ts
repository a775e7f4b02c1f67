/** The shown beginning of a draft translation. Pure. */
import { isUnspaced } from '../../../shared/language.ts';
import type { Translated } from '../ports/translator.ts';
import { withoutEnd } from '../text/text-ends.ts';
import { textSegments } from '../text/text-segments.ts';
import type { SpokenLine } from './line.ts';
import { type Content, type DraftContent, isTranslatedDraft, translatedContent } from './rendering.ts';

/** The end of an unfinished sentence changes with the next word: without the last two, what was shown changes in 1 % of updates. */
const WORDS_HELD_BACK = 2;

/** The translation without its last words; empty when nothing is left. */
export function settledBeginning(translation: string, language: string): string {
  const words = [...textSegments(translation, language, 'word')].filter((one) => one.isWordLike);
  const cut = words.at(-WORDS_HELD_BACK);
  if (words.length <= WORDS_HELD_BACK || cut === undefined) return '';
  // A quotation or bracket that opens belongs to the words held back.
  return withoutEnd(translation.slice(0, cut.start), /^[\s\p{Ps}\p{Pi}¿¡"'-]$/u);
}

/** The shown text, extended when the new beginning only adds words: no word is removed before the sentence ends. */
export function grownDraft(shown: string | undefined, next: string, language: string): string {
  if (shown === undefined) return next;
  const addsWords = isUnspaced(language) || /^\s/u.test(next.slice(shown.length));
  return next.startsWith(shown) && addsWords ? next : shown;
}

/** The beginning that will hardly change of a sentence that is still open; nothing when there is none yet. */
export function draftContent(
  line: SpokenLine,
  target: string,
  translation: Translated,
  shown: Content | undefined,
): DraftContent | undefined {
  const before = shown !== undefined && isTranslatedDraft(shown) ? shown.text : undefined;
  const text = grownDraft(before, settledBeginning(translation.text, target), target);
  if (text === '') return undefined;
  const { origin, engine, via } = translation;
  const content = translatedContent(line, target, {
    ok: true,
    text,
    origin,
    engine,
    ...(via === undefined ? {} : { via }),
  });
  return { ...content, state: 'draft', origin, removed: false };
}
