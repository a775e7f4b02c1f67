/** Which stretches of speech are lines of their own, and where what is still open begins. Pure. */
import {
  MAX_LINES_OF_A_SEGMENT,
  MAX_SENTENCE_CHARACTERS,
  MAX_SENTENCE_WORDS,
  MAX_WHOLE_SEGMENT_CHARACTERS,
} from '../caption-limits.ts';
import { clauseCut, countWords, endsSentence, sentenceRanges } from './boundaries.ts';

/** `[start, end)` of a text. */
export type TextRange = readonly [number, number];

/** The finished sentences at the front, and as much of the tail as is over the limits; the rest, from `at`, is open. */
export function closedRanges(
  text: string,
  language: string,
): { readonly ranges: readonly TextRange[]; readonly at: number } {
  const ranges: TextRange[] = [];
  let at = 0;
  for (const [start, end] of sentenceRanges(text, language)) {
    if (end === text.length && !endsSentence(text.slice(start, end), language)) break;
    ranges.push(...withinLimits(text, start, end, language));
    at = end;
  }
  for (at = afterBlanks(text, at); isTooLong(text, at, language); at = afterBlanks(text, at)) {
    const end = cutAfter(text, at, text.length, language);
    ranges.push([at, end]);
    at = end;
  }
  return { ranges: fewer(ranges), at };
}

/** A finished sentence may be as long as a whole segment; a speech of ten thousand characters is cut for reading. */
function withinLimits(text: string, start: number, end: number, language: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let at = afterBlanks(text, start);
  const last = start + text.slice(start, end).trimEnd().length;
  for (; last - at > MAX_WHOLE_SEGMENT_CHARACTERS; at = afterBlanks(text, at)) {
    const next = cutAfter(text, at, last, language);
    ranges.push([at, next]);
    at = next;
  }
  return at < last ? [...ranges, [at, last]] : ranges;
}

/** Ten thousand characters of "No. No. No." are thousands of sentences: as whole segments they are some dozens of lines. */
function fewer(ranges: readonly TextRange[]): readonly TextRange[] {
  if (ranges.length <= MAX_LINES_OF_A_SEGMENT) return ranges;
  const joined: TextRange[] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && end - last[0] <= MAX_WHOLE_SEGMENT_CHARACTERS)
      joined[joined.length - 1] = [last[0], end];
    else joined.push([start, end]);
  }
  return joined;
}

function cutAfter(text: string, at: number, end: number, language: string): number {
  const limits = { words: MAX_SENTENCE_WORDS, characters: MAX_SENTENCE_CHARACTERS };
  return at + clauseCut(text.slice(at, end), limits, language);
}

function isTooLong(text: string, at: number, language: string): boolean {
  if (text.length - at > MAX_SENTENCE_CHARACTERS) return true;
  return countWords(text.slice(at), language) > MAX_SENTENCE_WORDS;
}

function afterBlanks(text: string, at: number): number {
  return text.length - text.slice(at).trimStart().length;
}
