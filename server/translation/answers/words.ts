/** Words as answers and questions are compared: without case, accents, punctuation, width or ligature. Pure. */

/** In reading order. "don't" and "long-term" are one word each, as an engine may write them without their sign. */
export function comparedWords(text: string): readonly string[] {
  return spokenWords(text).map(compared);
}

/** As they are written, without addresses, which no engine translates. */
export function spokenWords(text: string): readonly string[] {
  return text.split(/\s/).flatMap((written) => (address.test(written) ? [] : (written.match(word) ?? [])));
}

/** A script without capitals has small words only. */
export function isSmallWord(written: string): boolean {
  return /^\p{L}/u.test(written) && !/^[\p{Lu}\p{Lt}]/u.test(written);
}

const address = /[\p{L}\p{N}][./@\\][\p{L}\p{N}]/u;
const word = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*/gu;

function compared(written: string): string {
  // Upper case first: "ß" becomes "ss".
  return written
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .toLowerCase();
}
