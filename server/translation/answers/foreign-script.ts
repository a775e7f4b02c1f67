import type { AskedText } from './echo.ts';
import { runsIn, scriptsOf } from './letters.ts';
import { isSmallWord, spokenWords } from './words.ts';

/** A letter of mathematics or a unit stands alone. */
const FOREIGN_LETTERS_IN_A_ROW = 2;
/** Latin words with a small letter at the front; capitals begin names and products. */
const LATIN_WORDS = 2;
/** Shorter ones stand in names: "de la", "van". */
const LATIN_WORD_LETTERS = 3;
/** Of an answer in another script. */
const MOST_LATIN = 1 / 2;

/**
 * Whether an answer holds letters that neither language is written in and nobody used in the sentence. Latin letters are
 * refused only as a text: names keep them.
 */
export function isOfForeignScript(
  answer: string,
  { text, sourceLanguage, targetLanguage }: AskedText,
): boolean {
  const [source, target] = [scriptsOf(sourceLanguage), scriptsOf(targetLanguage)];
  if (source === undefined || target === undefined) return false;
  const isAllowed = (script: string) => source.includes(script) || target.includes(script);
  const isForeign = runsIn(answer).some(
    (run) =>
      !isAllowed(run.script) &&
      run.script !== 'Latn' &&
      run.text.length >= FOREIGN_LETTERS_IN_A_ROW &&
      !text.includes(run.text),
  );
  return isForeign || (!isAllowed('Latn') && isLatinText(answer));
}

function isLatinText(answer: string): boolean {
  const words = spokenWords(answer).filter(
    (word) => isSmallWord(word) && word.length >= LATIN_WORD_LETTERS && /^\p{Script=Latin}/u.test(word),
  );
  const latin = words.join('').length;
  const others = runsIn(answer).reduce(
    (sum, { script, weight }) => sum + (script === 'Latn' ? 0 : weight),
    0,
  );
  return words.length >= LATIN_WORDS && latin > (latin + others) * MOST_LATIN;
}
