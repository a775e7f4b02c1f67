import { baseLanguage } from '../../../../shared/language.ts';
import { comparedWords } from '../../answers/words.ts';

/** Two different ones in an answer; one stands in a title or a borrowed phrase. */
const ENGLISH_WORDS = 2;
const ENGLISH_SHARE = 1 / 5;

/**
 * Whether a model talks English, its own words and not the speaker's, where another language was asked for: a refusal, a
 * question back, an explanation.
 */
export function isEnglishTalk(
  answer: string,
  { text, targetLanguage }: { readonly text: string; readonly targetLanguage: string },
): boolean {
  if (['en', 'sco'].includes(baseLanguage(targetLanguage))) return false;
  const said = new Set(comparedWords(text));
  const given = comparedWords(answer);
  const english = given.filter((word) => onlyEnglish.has(word) && !said.has(word));
  return new Set(english).size >= ENGLISH_WORDS && english.length >= given.length * ENGLISH_SHARE;
}

/** Frequent words that no other language in Latin letters has, and those of a refusal. */
const onlyEnglish = new Set(
  [
    'the this that these those you your with are was were have has they there their would could should what which',
    'when where how and from been its im ive dont doesnt didnt isnt cant wont cannot youre were heres please sorry',
    'able unable because about only just any request provide translate translation guidelines context sentence',
    'language content assist help today violates decline understand must know it',
  ]
    .join(' ')
    .split(' '),
);
