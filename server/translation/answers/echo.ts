import { baseLanguage, isUnspaced, UNDETERMINED } from '../../../shared/language.ts';
import { isWrittenOtherwise } from './letters.ts';
import { comparedWords, isSmallWord, spokenWords } from './words.ts';

export interface AskedText {
  readonly text: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
}

/** Fewer words may be the same in both languages: "OK", "Zoom", "no problem". */
const ECHO_FROM_WORDS = 3;
/** Of these, different words with a small letter at the front; the rest are names. */
const ECHO_FROM_SMALL_WORDS = 2;
/** Chinese and Japanese share short expressions. */
const ECHO_FROM_UNSPACED_CHARACTERS = 8;
/** Names, too, are written in the letters of the target, unless these are Latin. */
const ECHO_FROM_FOREIGN_LETTERS = 2;
/** Related languages share short sentences. */
const ECHO_FROM_RELATED_WORDS = 8;

/** Languages in which the same sentence is often right. */
const related = [
  ['nb', 'nn', 'no', 'da', 'sv'],
  ['id', 'ms'],
  ['es', 'gl', 'pt', 'ca', 'ast', 'oc'],
  ['cs', 'sk'],
  ['bg', 'mk'],
  ['ru', 'uk', 'be'],
  ['nl', 'af'],
] as const;
/** Languages that are written alike. */
const alike = [
  ['hr', 'bs', 'sr', 'sh'],
  ['zh', 'yue'],
] as const;

/**
 * Whether an answer in another language is the question, whatever the case, accents and punctuation of its words, once or
 * twice, or behind a speaker's name. Names, numbers and addresses stay the same.
 */
export function isEcho(answer: string, asked: AskedText): boolean {
  const { text, sourceLanguage, targetLanguage } = asked;
  if (sourceLanguage === UNDETERMINED || mayBeSame(alike, sourceLanguage, targetLanguage)) return false;
  const words = comparedWords(text);
  const said = words.join('');
  if (!hasEnoughWords(asked, words)) return false;
  return [answer, withoutSpeaker(answer, text)].some((part) => {
    const given = comparedWords(part).join('');
    return given === said || given === said.repeat(2);
  });
}

/** Whether the same sentence is often right in both languages. */
export function areRelated(one: string, other: string): boolean {
  return mayBeSame(alike, one, other) || mayBeSame(related, one, other);
}

function hasEnoughWords(
  { text, sourceLanguage, targetLanguage }: AskedText,
  words: readonly string[],
): boolean {
  const length = words.join('').length;
  if (isWrittenOtherwise(text, targetLanguage)) return length >= ECHO_FROM_FOREIGN_LETTERS;
  if (isUnspaced(sourceLanguage)) return length >= ECHO_FROM_UNSPACED_CHARACTERS;
  const isRelated = mayBeSame(related, sourceLanguage, targetLanguage);
  const small = spokenWords(text).filter(isSmallWord);
  return (
    words.length >= (isRelated ? ECHO_FROM_RELATED_WORDS : ECHO_FROM_WORDS) &&
    new Set(small.map((word) => word.toLowerCase())).size >= ECHO_FROM_SMALL_WORDS
  );
}

const LONGEST_SPEAKER = 40;

/** "Maria: …" and "田中：…", where the speaker said no such sign. */
function withoutSpeaker(answer: string, text: string): string {
  if (/[:：]/.test(text)) return answer;
  const end = answer.slice(0, LONGEST_SPEAKER).search(/[:：]/);
  return end > 0 && /^(?:\p{Lu}\p{Ll}|\p{Lo})/u.test(answer) ? answer.slice(end + 1) : answer;
}

function mayBeSame(groups: readonly (readonly string[])[], one: string, other: string): boolean {
  const [from, to] = [baseLanguage(one), baseLanguage(other)];
  return from === to || groups.some((group) => group.includes(from) && group.includes(to));
}
