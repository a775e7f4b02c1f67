/** The part of a line that a search shows. Pure. */
import { type FoundRange, findFolded, foldText } from '../../../shared/search/folded-text.ts';
import type { FoldedWords } from './search-words.ts';

export interface Snippet {
  readonly text: string;
  /** `[start, end)` of each word that was found, whole words where the writing separates them. */
  readonly ranges: readonly FoundRange[];
  /** Something of the line stands before, or after. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

/** Two rows on a phone. */
const SNIPPET_CHARACTERS = 160;
/** What stands before the first found word. */
const LEAD_CHARACTERS = 40;

export function holdsAll(folded: string, words: FoldedWords): boolean {
  return words.every((word) => folded.includes(word));
}

/** `undefined`: the text does not hold all of the words. */
export function snippetOf(text: string, words: FoldedWords): Snippet | undefined {
  if (!holdsAll(foldText(text), words)) return undefined;
  const ranges = merged(
    words.flatMap((word) => findFolded(text, word)).map((range) => wholeWord(text, range)),
  );
  const [first] = ranges;
  if (first === undefined) return undefined;
  if (text.length <= SNIPPET_CHARACTERS) return { text, ranges, cutStart: false, cutEnd: false };
  const last = text.length - SNIPPET_CHARACTERS;
  const start = Math.max(0, wordStart(text, Math.min(last, first[0] - LEAD_CHARACTERS)));
  const end = wordEnd(text, Math.min(text.length, start + SNIPPET_CHARACTERS));
  const shown = ranges.flatMap(([from, to]): FoundRange[] =>
    from >= start && from < end ? [[from - start, Math.min(to, end) - start]] : [],
  );
  return { text: text.slice(start, end), ranges: shown, cutStart: start > 0, cutEnd: end < text.length };
}

/** A longer run of letters is no word, or one of a writing without blanks. */
const LONGEST_WORD = 32;
const letter = /^[\p{L}\p{M}\p{N}]$/u;
/** Written without blanks between words: a found part stands for itself. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

function isWordLetter(character: string): boolean {
  return letter.test(character) && !unspaced.test(character);
}

function wholeWord(text: string, [start, end]: FoundRange): FoundRange {
  let from = start;
  let to = end;
  if (isWordLetter(characterAt(text, start)))
    while (start - from < LONGEST_WORD && isWordLetter(characterBefore(text, from)))
      from -= characterBefore(text, from).length;
  if (isWordLetter(characterBefore(text, end)))
    while (to - end < LONGEST_WORD && isWordLetter(characterAt(text, to))) to += characterAt(text, to).length;
  return [from, to];
}

/** The start of the word that stands at `at`, or a whole character in a writing without blanks. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  return wholeWord(text, [wholeCharacter(text, at), wholeCharacter(text, at)])[0];
}

function wordEnd(text: string, at: number): number {
  const end = wholeCharacter(text, at);
  return isWordLetter(characterBefore(text, end)) ? wholeWord(text, [end, end])[1] : end;
}

/** Never between the halves of a surrogate pair, or before a mark. */
function wholeCharacter(text: string, at: number): number {
  let whole = at;
  while (
    whole > 0 &&
    whole < text.length &&
    /^[\uDC00-\uDFFF\p{M}\u200D]/u.test(text.slice(whole, whole + 1))
  )
    whole -= 1;
  return whole;
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const code = text.charCodeAt(at - 1);
  const isLow = code >= 0xdc00 && code <= 0xdfff;
  return isLow && at > 1 ? text.slice(at - 2, at) : text.slice(at - 1, at);
}

function merged(ranges: readonly FoundRange[]): readonly FoundRange[] {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const apart: FoundRange[] = [];
  for (const range of sorted) {
    const last = apart.at(-1);
    if (last !== undefined && range[0] <= last[1]) {
      apart[apart.length - 1] = [last[0], Math.max(last[1], range[1])];
    } else apart.push(range);
  }
  return apart;
}
