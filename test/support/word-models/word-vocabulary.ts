import { type Piece, WORD_START } from './sentencepiece.ts';

/** One vocabulary for both languages, and which piece translates which. */
export interface WordVocabulary {
  readonly pieces: readonly Piece[];
  /** Pieces with a code of their own; the rest only fill the vocabulary up. */
  readonly used: number;
  /** Source piece → target piece. */
  readonly translations: ReadonlyMap<number, number>;
}

const marks = ['.', ',', '?', '!'];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** `dictionary` holds words as they are written; a target may have several words. Unknown words stay as they are, letter by letter. */
export function wordVocabulary(dictionary: Readonly<Record<string, string>>, size: number): WordVocabulary {
  const pieces: Piece[] = [
    { text: '</s>', score: 0, kind: 'control' },
    { text: '<unk>', score: 0, kind: 'unknown' },
  ];
  const ids = new Map<string, number>(pieces.map(({ text }, id) => [text, id]));
  const idOf = (text: string, score: number): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, pieces.length);
    return pieces.push({ text, score, kind: 'normal' }) - 1;
  };
  const entries = [
    ...Object.entries(dictionary).map(([source, target]) => [asPiece(source), asPiece(target)] as const),
    ...marks.map((mark) => [mark, mark] as const),
  ];
  // `</s>` and `<unk>` translate to themselves.
  const translations = new Map([
    [0, 0],
    [1, 1],
  ]);
  for (const [source, target] of entries) {
    translations.set(idOf(source, wordScore(source)), idOf(target, wordScore(target)));
  }
  idOf(WORD_START, -8);
  for (const letter of letters) idOf(letter, -9);
  const used = pieces.length;
  for (let at = 0; pieces.length < size || pieces.length % 8 !== 0; at += 1) {
    pieces.push({ text: `${WORD_START}zz${at}q`, score: -20, kind: 'normal' });
  }
  return { pieces, used, translations };
}

function asPiece(words: string): string {
  return `${WORD_START}${words.replaceAll(' ', WORD_START)}`;
}

/** A whole word is likelier than its letters, a long one a little less. */
function wordScore(piece: string): number {
  return -4 - piece.length * 0.01;
}
