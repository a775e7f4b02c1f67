import { isUnspaced, UNDETERMINED } from '../../../shared/language.ts';
import { type AskedText, areRelated } from './echo.ts';
import { runsIn, scriptsOf } from './letters.ts';
import { comparedWords, isSmallWord, spokenWords } from './words.ts';

/** Small words of the question in a row that an answer may keep: those of a title. */
const KEPT_SMALL_WORDS = 3;
/** The share of such a row in an answer that is still a translation. */
const KEPT_SHARE = 0.4;
/** The share of letters of the question's script in an answer that has another one. */
const KEPT_LETTERS = 1 / 3;

/** Whether an answer leaves much of the sentence in its own language: a row of its words, or letters of its script. */
export function isHalfTranslated(answer: string, asked: AskedText): boolean {
  const { text, sourceLanguage, targetLanguage } = asked;
  if (sourceLanguage === UNDETERMINED || areRelated(sourceLanguage, targetLanguage)) return false;
  if (holdsWhole(answer, text)) return false;
  if (isKeptInLetters(answer, asked)) return true;
  return !isUnspaced(sourceLanguage) && keepsRow(answer, text);
}

/** Whether the whole sentence stands in the answer, beside something else: no half of it is missing. */
export function holdsWhole(answer: string, text: string): boolean {
  return comparedWords(answer).join('').includes(comparedWords(text).join(''));
}

function isKeptInLetters(answer: string, { sourceLanguage, targetLanguage }: AskedText): boolean {
  const [source, target] = [scriptsOf(sourceLanguage), scriptsOf(targetLanguage)];
  if (source === undefined || target === undefined || source.includes('Latn')) return false;
  let kept = 0;
  let all = 0;
  for (const { script, weight } of runsIn(answer)) {
    all += weight;
    if (source.includes(script) && !target.includes(script)) kept += weight;
  }
  return kept > all * KEPT_LETTERS;
}

function keepsRow(answer: string, text: string): boolean {
  const said = comparedWords(text);
  const isSmall = spokenWords(text).map(isSmallWord);
  const given = comparedWords(answer);
  // Of each word of the question: the common row that ends at it and at the present word of the answer.
  let rows: readonly Row[] = [];
  for (const word of given) {
    const before = rows;
    rows = said.map((own, at) => (own === word ? longer(before[at - 1], isSmall[at] === true) : noRow));
    if (rows.some(({ words, small }) => small > KEPT_SMALL_WORDS && words >= given.length * KEPT_SHARE))
      return true;
  }
  return false;
}

interface Row {
  readonly words: number;
  readonly small: number;
}

const noRow: Row = { words: 0, small: 0 };

function longer({ words, small }: Row = noRow, isSmall: boolean): Row {
  return { words: words + 1, small: small + (isSmall ? 1 : 0) };
}
