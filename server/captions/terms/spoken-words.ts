/** Cuts a text into the pieces that a term can begin or end with, and says how each is compared. Pure. */
import { MAX_TERM_CHARACTERS, MAX_TERM_WORDS } from '../../../shared/glossary.ts';

/**
 * The smallest piece of text that a term can begin or end with: a word of a script with blanks, one character of a
 * script without, a sign, or blanks.
 */
export interface SpokenWord {
  /** `[start, end)` in the text. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'hangul' | 'unspaced' | 'sign' | 'blank';
  /** For terms of a glossary: the same marks, any case. */
  readonly anyCase: string;
  /** For names: the same case, with or without Latin marks. */
  readonly anyMarks: string;
}

export function spokenWords(text: string): readonly SpokenWord[] {
  return [...text.matchAll(pieces)].map(({ index, 0: piece, groups = {} }) => {
    const kind = kinds.find((one) => groups[one] !== undefined) ?? 'sign';
    return { start: index, end: index + piece.length, kind, ...comparedAs(kind, piece) };
  });
}

/**
 * The pieces of a term; none when it is longer than the index takes: more than `MAX_TERM_CHARACTERS` characters,
 * `MAX_TERM_WORDS` words or `MAX_TERM_PIECES` pieces.
 */
export function termWords(term: string): readonly SpokenWord[] {
  if (term.length > MAX_TERM_CHARACTERS) return [];
  const words = spokenWords(term);
  const spoken = words.filter(({ kind }) => kind === 'word').length;
  return words.length > MAX_TERM_PIECES || spoken > MAX_TERM_WORDS ? [] : words;
}

/** Korean words have blanks between them; a sign, as in ".NET", begins no term right after a word. */
export function mayBegin(words: readonly SpokenWord[], at: number): boolean {
  const [first, before] = [words[at], words[at - 1]];
  if (first?.kind === 'hangul') return before?.kind !== 'hangul';
  return first?.kind !== 'sign' || before?.kind !== 'word';
}

/** Korean particles follow a word without a blank: "서울에서". One syllable alone begins too many words to be told from them. */
export function mayEnd(words: readonly SpokenWord[], at: number, end: number): boolean {
  const [last, after] = [words[end - 1], words[end]];
  if (last?.kind === 'hangul') return after?.kind !== 'hangul' || end - at > 1;
  return last?.kind !== 'sign' || after?.kind !== 'word';
}

/** The longest path of the index: what one word of a text may cost. Twenty words have 39 pieces, and some have signs inside. */
const MAX_TERM_PIECES = 60;

const kinds = ['blank', 'unspaced', 'hangul', 'word'] as const;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';

/** Marks belong to the letter before them. Latin words end where Japanese or Korean goes on: "Acmeの", "Acme는". */
const pieces = new RegExp(
  [
    '(?<blank>\\s+)',
    `(?<unspaced>[${unspaced}]\\p{M}*)`,
    '(?<hangul>\\p{Script=Hangul}\\p{M}*)',
    `(?<word>(?:(?![${unspaced}\\p{Script=Hangul}])[\\p{L}\\p{M}\\p{N}_])+)`,
    '.',
  ].join('|'),
  'gsu',
);

function comparedAs(
  kind: SpokenWord['kind'],
  piece: string,
): { readonly anyCase: string; readonly anyMarks: string } {
  if (kind === 'blank') return { anyCase: ' ', anyMarks: ' ' };
  // Most of what is said: nothing to normalise.
  if (plain.test(piece)) return { anyCase: piece.toLowerCase(), anyMarks: piece };
  const text = piece.normalize('NFC').replace(/[‘’ʼ]/gu, "'");
  return { anyCase: text.toLowerCase(), anyMarks: withoutMarks(text) };
}

const plain = /^[\w'.,?!-]*$/;

/** "José" → "Jose". In other scripts than Latin, marks are letters. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC');
}
