/** Where a text may be broken into lines and cues: between words, and within scripts that have no blanks. Pure. */
import { textSegments } from '../../captions/text/text-segments.ts';
import { type Atom, LINE_WIDTH, widthOf } from './cue-lines.ts';

/** @param text flat: one blank between words, none at its ends. */
export function atomsOf(text: string, language: string): readonly Atom[] {
  const sentenceEnds = endsOf(text, language);
  const atoms: Atom[] = [];
  let at = 0;
  for (const word of text.split(' ')) {
    for (const [index, piece] of unbroken(word, language).entries()) {
      const end = at + piece.length;
      const border = sentenceEnds.has(end) ? 'sentence' : phraseEnd.test(piece) ? 'phrase' : 'word';
      atoms.push({ text: piece, width: widthOf(piece), isSpaced: index === 0 && atoms.length > 0, border });
      at = end;
    }
    at += 1;
  }
  return atoms.filter((atom) => atom.text !== '');
}

/** Signs that end a part of a sentence, in any script; quotation marks and brackets may follow. */
const phraseEnd = /[,;:—–…،؛、，；：][\p{Pe}\p{Pf}"']{0,3}$/u;

/** Offsets at which a sentence ends, blanks behind it left out. */
function endsOf(text: string, language: string): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const { end } of textSegments(text, language, 'sentence'))
    ends.add(text[end - 1] === ' ' ? end - 1 : end);
  return ends;
}

/** A word in the pieces that may stand in different lines. */
function unbroken(word: string, language: string): readonly string[] {
  const pieces = unspaced.test(word) ? withinScript(word, language) : [word];
  return pieces.flatMap((piece) => (widthOf(piece) > LINE_WIDTH ? cut(piece, language) : [piece]));
}

/** Words of Chinese, Japanese, Thai and the like; punctuation stays with what it belongs to. */
function withinScript(word: string, language: string): readonly string[] {
  const pieces: string[] = [];
  for (const { start, end } of textSegments(word, language, 'word')) {
    const segment = word.slice(start, end);
    const before = pieces.at(-1);
    const joins = before !== undefined && !mayBreak(before, segment);
    if (joins) pieces[pieces.length - 1] = before + segment;
    else pieces.push(segment);
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (notAtStart.test(after) || notAtEnd.test(before.slice(-LAST_SIGN))) return false;
  return endsUnspaced.test(before.slice(-LAST_SIGN)) || unspacedStart.test(after);
}

/** A sign with a mark on it, outside the basic plane too. */
const LAST_SIGN = 3;

const scripts =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}';
const unspaced = new RegExp(`[${scripts}]`, 'u');
const unspacedStart = new RegExp(`^[${scripts}]`, 'u');
const endsUnspaced = new RegExp(`[${scripts}\\u3000-\\u303F\\uFF00-\\uFF0F\\uFF1A-\\uFF20]\\p{M}?$`, 'u');
/** Closing signs, small kana and marks of length begin no line. */
const notAtStart =
  /^[\p{Pe}\p{Pf}\p{Po}\p{M}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ゝゞヽヾ゛゜%％~～]/u;
const notAtEnd = /[\p{Ps}\p{Pi}]$/u;

/** An address or a row of signs that no line holds: cut between what a reader sees as signs. */
function cut(piece: string, language: string): readonly string[] {
  const cuts: string[] = [];
  let line = '';
  for (const { start, end } of textSegments(piece, language, 'grapheme')) {
    const sign = piece.slice(start, end);
    if (line !== '' && widthOf(line + sign) > LINE_WIDTH) {
      cuts.push(line);
      line = '';
    }
    line += sign;
  }
  return [...cuts, line].flatMap(halves);
}

/** One sign of a hundred combining marks. */
function halves(sign: string): readonly string[] {
  if (widthOf(sign) <= LINE_WIDTH) return [sign];
  const points = [...sign];
  const parts: string[] = [];
  for (let at = 0; at < points.length; at += MOST_POINTS)
    parts.push(points.slice(at, at + MOST_POINTS).join(''));
  return parts;
}

/** Sixteen wide signs, or twenty-one of two units, fit into a line. */
const MOST_POINTS = 16;
