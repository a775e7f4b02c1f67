/** Ends of texts, read letter by letter: a search for `…+$` starts anew at every letter and takes the square of the length. Pure. */

/** The code point that ends before `index`: one letter, never half of one; empty at the beginning. */
export function letterBefore(text: string, index: number): string {
  const last = text.slice(index - 1, index);
  const pair = text.slice(Math.max(0, index - 2), index);
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair) ? pair : last;
}

/** The text without the letters at its end that `isTrimmed`, an expression of one letter, matches. */
export function withoutEnd(text: string, isTrimmed: RegExp): string {
  return text.slice(0, beforeLetters(text, text.length, isTrimmed));
}

/** Where the row of such letters begins that ends before `end`. */
export function beforeLetters(text: string, end: number, letters: RegExp): number {
  let at = end;
  for (let letter = letterBefore(text, at); letter !== ''; letter = letterBefore(text, at)) {
    if (!letters.test(letter)) break;
    at -= letter.length;
  }
  return at;
}
