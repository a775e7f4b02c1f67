/** Text laid out in the lines of a subtitle. Pure. */

/** As broadcasters have it: read at a glance, on one screen in any size. */
export const LINE_WIDTH = 42;
const MOST_LINES = 2;

/** A row of letters that is not broken: a word, or a sign of a script without blanks. */
export interface Atom {
  readonly text: string;
  /** Of `text`, in Latin letters. */
  readonly width: number;
  /** A blank before it, unless it begins a line. */
  readonly isSpaced: boolean;
  /** What ends behind it: the better the place for a break. */
  readonly border: 'sentence' | 'phrase' | 'word';
}

/** In Latin letters: of Chinese, Japanese and Korean sixteen fit into a line. Never less than the letters of the string. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += wide.test(sign) ? WIDE_SIGN : sign.length;
  return width;
}

const WIDE_SIGN = LINE_WIDTH / 16;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

/** The width of a row of atoms, the blank before the first one left out. */
export function rowWidth(atoms: readonly Atom[]): number {
  let width = 0;
  for (const [index, atom] of atoms.entries()) width += atom.width + (index > 0 && atom.isSpaced ? 1 : 0);
  return width;
}

/** One or two lines, each within `LINE_WIDTH`; `undefined`: it is more. */
export function laidOut(atoms: readonly Atom[]): readonly string[] | undefined {
  const width = rowWidth(atoms);
  if (width <= LINE_WIDTH) return [textOf(atoms)];
  if (width > MOST_LINES * LINE_WIDTH + 1) return undefined;
  let best: { readonly at: number; readonly cost: number } | undefined;
  let first = 0;
  for (let at = 1; at < atoms.length; at += 1) {
    const before = atoms[at - 1];
    const next = atoms[at];
    if (before === undefined || next === undefined) break;
    first += before.width + (at > 1 && before.isSpaced ? 1 : 0);
    if (first > LINE_WIDTH) break;
    const second = width - first - (next.isSpaced ? 1 : 0);
    if (second > LINE_WIDTH) continue;
    // A shorter upper line hides less of the picture, and the eye finds the lower one.
    const cost = Math.abs(second - first) + (first > second ? 2 : 0) + lineBreakCost[before.border];
    if (best === undefined || cost < best.cost) best = { at, cost };
  }
  return best === undefined ? undefined : [textOf(atoms.slice(0, best.at)), textOf(atoms.slice(best.at))];
}

const lineBreakCost = { sentence: 0, phrase: 3, word: 12 } as const;

function textOf(atoms: readonly Atom[]): string {
  return atoms.map((atom, index) => (index > 0 && atom.isSpaced ? ` ${atom.text}` : atom.text)).join('');
}
