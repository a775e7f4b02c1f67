/** Where sentences end, in any script. Pure. */

const endMark = /[.!?…。！？؟।॥։۔።။]["'”’»›)\]}」』]*(?:\s*\p{Extended_Pictographic}\uFE0F?)*\s*$/u;

/** Each with its full stop. `No.` is one only before a number: alone it is an answer. */
const abbreviation =
  /(?:^|[\s("'“‘«[])(?:Dr|Mr|Mrs|Ms|Prof|Sr|Sra|Srta|St|vs|etc|e\.g|i\.e|approx|Inc|Ltd|Co|U\.S|a\.m|p\.m|Dra|Ud|Uds|p\. ?ej)\.$/;

/** `J.` in `J. Smith`, after another initial or a name: `So do I.` and `plan B.` end their sentences. */
const initial = /(?:(?:^|\s)\p{Lu}\p{Ll}+|(?:^|\s)\p{Lu}\.)\s\p{Lu}\.$/u;

/** Does the text end like a finished sentence? */
export function endsSentence(text: string): boolean {
  const trimmed = text.trimEnd();
  return endMark.test(trimmed) && !endsInAbbreviation(trimmed);
}

/** `[start, end)` of every sentence of the text; the last one may be unfinished. */
export function sentenceRanges(text: string, language: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  let start: number | undefined;
  for (const { segment, index } of segmenterFor(language, 'sentence').segment(text)) {
    start ??= index;
    const end = index + segment.length;
    // ICU ends a sentence after "Dr.", and after "3." when the next piece has not come yet.
    const soFar = text.slice(start, end).trimEnd();
    if (end < text.length && (!endsSentence(soFar) || isNumbered(soFar, text.slice(end)))) continue;
    ranges.push([start, end]);
    start = undefined;
  }
  return ranges;
}

/**
 * Where to cut an unfinished sentence that has grown over the limits: after a clause mark or before a conjunction in
 * the second half of what fits, else at the last word that fits. Always between 1 and the length of the text.
 */
export function clauseCut(
  text: string,
  limits: { words: number; characters: number },
  language: string,
): number {
  const words = wordEnds(text, language, limits);
  const fitting = words.filter(([, end], index) => index < limits.words && end <= limits.characters);
  const last = fitting.at(-1);
  // One endless word: cut it, but never inside a character.
  if (last === undefined) return safeCharacterCut(text, Math.min(limits.characters, text.length));
  const half = last[1] / 2;
  for (let index = fitting.length - 1; index > 0; index--) {
    const [start, end] = fitting[index] ?? last;
    if (end < half) break;
    const between = text.slice(end, words[index + 1]?.[0] ?? text.length);
    if (/^["'”’»)\]]*\s*[,;:—،、，；：]/u.test(between))
      return end + (between.match(/^\S*/u)?.[0].length ?? 0);
    if (conjunction.test(text.slice(start, end))) return start;
  }
  return last[1];
}

export function countWords(text: string, language: string): number {
  return wordEnds(text, language).length;
}

const conjunction =
  /^(?:and|but|because|so|which|that|when|if|or|y|pero|porque|que|cuando|si|o|mas|quando|e)$/iu;

function endsInAbbreviation(text: string): boolean {
  return abbreviation.test(text) || initial.test(text);
}

/** `No. 5`, `Fig. 3`: the number belongs to it. */
function isNumbered(text: string, rest: string): boolean {
  return /(?:^|\s)(?:No|Nr|Nos|Fig|Art|Pág|p)\.$/u.test(text) && /^\s*\d/.test(rest);
}

/** @param limits the words that fit, and one more: a long speech is cut a hundred times and must not be read as often. */
function wordEnds(
  text: string,
  language: string,
  limits = { words: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY },
): readonly (readonly [number, number])[] {
  const words: [number, number][] = [];
  for (const { segment, index, isWordLike } of segmenterFor(language, 'word').segment(text)) {
    if (isWordLike === true) words.push([index, index + segment.length]);
    if (words.length > limits.words || index > limits.characters) break;
  }
  return words;
}

function safeCharacterCut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair ? Math.max(1, at - 1) || at + 1 : at;
}

export function segmenterFor(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  return new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity });
}
