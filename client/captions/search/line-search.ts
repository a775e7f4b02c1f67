/** Search in captions, regardless of case, accents and letter width. Pure. */
import type { Caption, Line } from '../../../shared/caption.ts';

/** `[start, end)` in the text as it is shown. */
export type FoundRange = readonly [start: number, end: number];

interface Folded {
  readonly text: string;
  /** For each character of the folded text, where it comes from. */
  readonly from: readonly number[];
}

/** What is compared: "Ação" and "acao", "ﾃｽﾄ" and "テスト". Blanks count once. */
export function foldQuery(query: string): string {
  return fold(query).text.trim();
}

/**
 * Captions that hold the folded words in their text, their original, their speaker's name, or what stands beside them in
 * another language; ids in reading order.
 */
export function findLines(
  lines: readonly Line[],
  query: string,
  beside?: ReadonlyMap<string, Caption>,
): readonly string[] {
  if (query === '') return [];
  return lines.flatMap((line) => {
    if (line.kind !== 'caption') return [];
    const other = beside?.get(line.id);
    return holds(line, query) || (other !== undefined && holds(other, query)) ? [line.id] : [];
  });
}

/** Where the folded words stand in a text. */
export function findRanges(text: string, query: string): readonly FoundRange[] {
  if (query === '') return [];
  const folded = fold(text);
  const ranges: FoundRange[] = [];
  for (let at = folded.text.indexOf(query); at >= 0; at = folded.text.indexOf(query, at + query.length)) {
    const last = folded.from[at + query.length - 1] ?? 0;
    ranges.push([folded.from[at] ?? 0, last + lengthAt(text, last)]);
  }
  return ranges;
}

function holds(caption: Caption, query: string): boolean {
  const parts = foldedParts.get(caption) ?? [
    fold(caption.text).text,
    fold(caption.original.text).text,
    fold(caption.speaker.name).text,
  ];
  foldedParts.set(caption, parts);
  return parts.some((part) => part.includes(query));
}

/** Ten thousand lines are folded once, not at every key. */
const foldedParts = new WeakMap<Caption, readonly string[]>();

/** Of Latin, Greek and Cyrillic, Hebrew, and Arabic letters; in Indic and Thai writing marks are vowels and stay. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;

function fold(text: string): Folded {
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKD').replace(accents, '').toLowerCase();
    const added = /^\s+$/u.test(plain) ? (folded.endsWith(' ') ? '' : ' ') : plain;
    for (let index = 0; index < added.length; index += 1) from.push(at);
    folded += added;
    at += character.length;
  }
  return { text: folded, from };
}

/** A character with the marks that follow it. */
function lengthAt(text: string, at: number): number {
  return /^.\p{M}*/su.exec(text.slice(at, at + 16))?.[0].length ?? 1;
}
