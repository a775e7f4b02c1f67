/** Three ways in which a transcription cuts an utterance into segments. */
import { isUnspaced } from '../../../../shared/language.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

/** `whole`: not at all · `words`: between words, anywhere · `adversarial`: behind every mark and inside numbers and addresses. */
export const utteranceCuts = ['whole', 'words', 'adversarial'] as const;
export type UtteranceCuts = (typeof utteranceCuts)[number];

/** The segments of a text, in order and without blanks at their ends. Equal for an equal seed. */
export function cutUtterance(
  text: string,
  language: string,
  cuts: UtteranceCuts,
  seed: number,
): readonly string[] {
  switch (cuts) {
    case 'whole':
      return [text];
    case 'words':
      return anywhere(text, language, seededRandom(seed));
    case 'adversarial':
      return text
        .split(traps(language))
        .map((piece) => piece.trim())
        .filter((piece) => piece !== '');
  }
}

const PIECE_WORDS = { least: 2, most: 6 };

function anywhere(text: string, language: string, random: () => number): readonly string[] {
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)];
  const pieces: string[] = [];
  let piece = '';
  let left = pieceWords(random);
  for (const [index, { segment, isWordLike }] of words.entries()) {
    const before = words[index - 1]?.segment ?? '';
    const isBorder =
      /^\s+$/u.test(before) || (isUnspaced(language) && isWordLike === true && /\p{L}$/u.test(before));
    if (isBorder && left <= 0) {
      pieces.push(piece.trim());
      piece = '';
      left = pieceWords(random);
    }
    piece += segment;
    if (isWordLike === true) left -= 1;
  }
  return [...pieces, piece.trim()].filter((one) => one !== '');
}

function pieceWords(random: () => number): number {
  return PIECE_WORDS.least + Math.floor(random() * (PIECE_WORDS.most - PIECE_WORDS.least + 1));
}

/** Behind a mark and what closes after it, behind the mark of a decimal or date, before the dot of an address. */
function traps(language: string): RegExp {
  return isUnspaced(language) ? unspacedTraps : spacedTraps;
}

const spacedTraps =
  /(?<=[\p{Sentence_Terminal}…]["'”’“»)\]]*)\s+(?![»›])|(?<=\p{N}[.,])(?=\p{N})|(?<=(?:@|www\.)[\p{L}\p{N}-]+)(?=\.\p{L})/u;
const unspacedTraps =
  /(?<=[\p{Sentence_Terminal}…]["'”’“»)\]」』）]*)(?!["'”’“»)\]」』）\p{Sentence_Terminal}…a-z0-9.])|(?<=\p{N}[.,])(?=\p{N})|(?<=(?:@|www\.)[a-z0-9-]+)(?=\.\p{L})/u;
