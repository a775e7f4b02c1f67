/** A sentence as the parts of the segments it is made of. Pure. */
import type { LinePart } from '../../model/line.ts';
import type { TextRange } from '../line-ranges.ts';
import { blankBetween } from './border.ts';

export interface Sentence {
  readonly parts: readonly LinePart[];
  readonly sourceLanguage: string;
}

export function sentenceText(sentence: Sentence): string {
  return sentence.parts.map((part, index) => blankBefore(sentence, index) + part.text).join('');
}

/** The parts with one segment said otherwise: all of it stands where its first part stood. */
export function withPart(parts: readonly LinePart[], said: LinePart): readonly LinePart[] {
  const first = parts.findIndex((part) => part.segment === said.segment);
  return parts
    .map((part, index) => (index === first ? said : part))
    .filter((part, index) => part.text !== '' && (part.segment !== said.segment || index === first));
}

/** Ranges of the joined text, in order and apart, as the parts it is made of; blank ones are left out. One pass over both. */
export function inParts(sentence: Sentence, ranges: readonly TextRange[]): readonly Sentence[] {
  const found: LinePart[][] = ranges.map(() => []);
  let offset = 0;
  let first = 0;
  for (const [index, part] of sentence.parts.entries()) {
    offset += blankBefore(sentence, index).length;
    const end = offset + part.text.length;
    while ((ranges[first]?.[1] ?? end) <= offset && first < ranges.length) first += 1;
    for (let at = first; (ranges[at]?.[0] ?? end) < end; at += 1) {
      const [from, to] = ranges[at] ?? [end, end];
      const text = part.text.slice(Math.max(0, from - offset), Math.max(0, to - offset)).trim();
      if (text !== '') found[at]?.push({ segment: part.segment, text });
    }
    offset = end;
  }
  return found
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ parts, sourceLanguage: sentence.sourceLanguage }));
}

/** Asks two parts back: "2025." + "5." + "9." is a date, and no decimal. */
function blankBefore({ parts, sourceLanguage }: Sentence, index: number): '' | ' ' {
  const part = parts[index];
  if (part === undefined || index === 0) return '';
  const before = parts.slice(Math.max(0, index - 2), index).map(({ text }) => text);
  return blankBetween(before.join(' '), part.text, sourceLanguage);
}
