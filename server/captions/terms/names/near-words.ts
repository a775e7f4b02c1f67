/** The words and signs next to a place in a text, as far as they tell what stands there. Pure. */
import { shortTitles } from './words/name-words.ts';

export interface NearWord {
  readonly text: string;
  readonly isWord: boolean;
  /** No blank parts it from its neighbour on the side of the place. */
  readonly isGlued: boolean;
}

export interface NearWords {
  /** Of the same sentence, the nearest first. */
  readonly before: readonly NearWord[];
  /** To the end of the sentence, its mark included. */
  readonly after: readonly NearWord[];
}

/** What stands round `[start, end)` in its sentence. */
export function nearWords(text: string, start: number, end: number): NearWords {
  const from = Math.max(0, start - LOOKS_FAR);
  const before = glued(piecesOf(text.slice(from, start)).toReversed(), ({ end: at }) => start - from - at);
  const after = glued(piecesOf(text.slice(end, end + LOOKS_FAR)), ({ start: at }) => at);
  const begins = before.findIndex((word, index) => endsSentence(word, before[index + 1]));
  const ends = after.findIndex(({ text: sign }) => endSigns.has(sign));
  const cut = from > 0 && begins < 0 ? [somethingBefore] : [];
  return {
    before: [...before.slice(0, begins < 0 ? before.length : begins), ...cut],
    after: after.slice(0, ends < 0 ? after.length : ends + 1),
  };
}

/** A sentence is read this far from the place: a long text is asked at each of its names. */
const LOOKS_FAR = 80;
const somethingBefore: NearWord = { text: '', isWord: true, isGlued: false };

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\s]/gu)].map(({ 0: piece, index }) => ({
    text: piece,
    start: index,
    end: index + piece.length,
  }));
}

/** @param distance of a piece from the place. */
function glued(pieces: readonly Piece[], distance: (piece: Piece) => number): readonly NearWord[] {
  return pieces.map((piece, index) => {
    const nearer = pieces[index - 1];
    const between = nearer === undefined ? 0 : distance(nearer) + nearer.text.length;
    return {
      text: piece.text,
      isWord: /^[\p{L}\p{M}\p{N}_]/u.test(piece.text),
      isGlued: distance(piece) === between,
    };
  });
}

/** Opening quotation marks and colons begin a sentence of their own: "She asked: Will you come?" */
function endsSentence({ text, isGlued }: NearWord, before: NearWord | undefined): boolean {
  if (text === '.' && (shortTitles.has(before?.text.toLowerCase() ?? '') || before?.text === FRENCH_SIR))
    return false;
  const opens = isGlued && before?.isWord !== true;
  return endSigns.has(text) || colons.has(text) || openings.has(text) || (straight.has(text) && opens);
}

const FRENCH_SIR = 'M';
const endSigns = new Set('.!?…。！？؟।');
const openings = new Set('“„«‘「『');
const straight = new Set(`"'`);
const colons = new Set(':：');
