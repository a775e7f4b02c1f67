/**
 * Speech that is heard twice: an interpreter, a person or Zoom's own voice, says it again in another language, and Zoom
 * transcribes both. Pure.
 */
import { readsAs, UNDETERMINED } from '../../../shared/language.ts';
import { isDoubtful } from '../text/heard-language.ts';
import type { SpokenLine } from './line.ts';

/** In the place of an engine: the words of the line that says the same in the reader's language. */
export const INTERPRETER = 'interpreter';

/** Whether the words of `other` can stand for `line`, for readers of `target`: they were spoken in it, at the same moment. */
export function saysTheSame(line: SpokenLine, other: SpokenLine, target: string): boolean {
  if (other.id === line.id || other.removed || other.state !== 'settled') return false;
  if (line.sourceLanguage === UNDETERMINED || readsAs(line.sourceLanguage, other.sourceLanguage))
    return false;
  if (!readsAs(other.sourceLanguage, target) || [line, other].some(isMislabelled)) return false;
  return isSameMoment(line, other) && isAsLong(line, other) && hasSameNumbers(line.text, other.text);
}

/**
 * Nobody speaks two languages at once: what has one name and began while the other was spoken has two voices. Somebody
 * who is called an interpreter speaks behind the others.
 */
function isSameMoment(line: SpokenLine, other: SpokenLine): boolean {
  const names = [line, other].filter(({ speaker }) => isInterpreter(speaker.name));
  if (names.length === 1) {
    const [interpreted, spoken] = isInterpreter(line.speaker.name) ? [line, other] : [other, line];
    const lagMs = interpreted.spokenAt - spoken.spokenAt;
    return lagMs >= -CLOCK_ERROR_MS && lagMs <= INTERPRETER_LAG_MS;
  }
  if (line.speaker.id !== other.speaker.id || line.speaker.name !== other.speaker.name) return false;
  const [first, second] = line.spokenAt <= other.spokenAt ? [line, other] : [other, line];
  if ([line, other].some(isShort)) return false;
  return second.spokenAt - first.spokenAt < weight(first.text) * MS_PER_LETTER;
}

function isShort({ text, state }: SpokenLine): boolean {
  return state === 'settled' && weight(text) < SHORTEST_SPEECH;
}

/** The account of an interpreter, a person or a service, in the languages of the panel. */
function isInterpreter(name: string): boolean {
  return /interpret(?:er|ation|e\b|ing)|int[eé]rprete|interprète|dolmetscher|通訳|口译|口譯|译员|مترجم/iu.test(
    name,
  );
}

function isMislabelled({ sourceLanguage, text }: SpokenLine): boolean {
  return isDoubtful(sourceLanguage, text);
}

/** An open sentence is still shorter than it will be. */
function isAsLong(line: SpokenLine, other: SpokenLine): boolean {
  const ratio = weight(line.text) / weight(other.text);
  return ratio <= MOST_LONGER && (line.state === 'draft' || ratio >= 1 / MOST_LONGER);
}

/** Numbers are the same in every language, where both are written in digits. */
function hasSameNumbers(a: string, b: string): boolean {
  const [left, right] = [numbers(a), numbers(b)];
  return left === '' || right === '' || left === right;
}

function numbers(text: string): string {
  const digits = text.normalize('NFKC').match(/\p{Nd}+/gu) ?? [];
  return digits.toSorted().join(' ');
}

/** Letters, as a Latin script would need them. */
function weight(text: string): number {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  return letters + dense * (LETTERS_PER_SYLLABLE - 1);
}

/** A translation is seldom more than twice as long. */
const MOST_LONGER = 2.2;
const LETTERS_PER_SYLLABLE = 2.5;
/** About fourteen letters are spoken in a second. */
const MS_PER_LETTER = 70;
/** "Gracias." and "Thank you." may be said in one breath. */
const SHORTEST_SPEECH = 14;
/** Interpreters begin two to six seconds later, services up to ten. */
const INTERPRETER_LAG_MS = 10_000;
/** Zoom's times of two speakers differ a little. */
const CLOCK_ERROR_MS = 1_000;
