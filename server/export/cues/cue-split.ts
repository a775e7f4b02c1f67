/** Cuts what one person said into pieces of a subtitle each, at the best borders. Pure. */
import { type Atom, LINE_WIDTH, laidOut, rowWidth } from './cue-lines.ts';

export interface CuePiece {
  readonly lines: readonly string[];
  readonly width: number;
}

export interface SplitRules {
  /** Of a piece, at most. */
  readonly lines: 1 | 2;
  /** Of a piece, in Latin letters, where it has more than one atom. */
  readonly longest: number;
}

/**
 * As few pieces as hold the text within the rules; of cuts of equal number the one at sentences and phrases, and of even
 * length.
 */
export function cuePieces(atoms: readonly Atom[], rules: SplitRules): readonly CuePiece[] {
  /** The cheapest way to cut the first `end` atoms. */
  const best: Cut[] = [beginning];
  for (let end = 1; end <= atoms.length; end += 1) {
    const cut = cheapest(atoms, end, rules, (from) => best[from]);
    // One atom always fits.
    if (cut !== undefined) best[end] = cut;
  }
  return pathTo(best[atoms.length]);
}

/** The text in this number of pieces, or in as many as it has atoms. `count` is at least what `cuePieces` needs. */
export function cuePiecesOf(atoms: readonly Atom[], rules: SplitRules, count: number): readonly CuePiece[] {
  let before: (Cut | undefined)[] = [beginning];
  const pieces = Math.min(count, atoms.length);
  for (let piece = 1; piece <= pieces; piece += 1) {
    const known = before;
    const next: (Cut | undefined)[] = [];
    for (let end = piece; end <= atoms.length; end += 1)
      next[end] = cheapest(atoms, end, rules, (from) => known[from]);
    before = next;
  }
  return pathTo(before[atoms.length]);
}

interface Cut {
  readonly cost: number;
  readonly before: Cut | undefined;
  readonly piece: CuePiece;
}

const beginning: Cut = { cost: 0, before: undefined, piece: { lines: [], width: 0 } };

function cheapest(
  atoms: readonly Atom[],
  end: number,
  { lines: most, longest }: SplitRules,
  cutOf: (from: number) => Cut | undefined,
): Cut | undefined {
  let found: Cut | undefined;
  for (let from = end - 1; from >= 0; from -= 1) {
    const row = atoms.slice(from, end);
    const width = rowWidth(row);
    if (width > most * LINE_WIDTH + most - 1 || (row.length > 1 && width > longest)) break;
    const before = cutOf(from);
    const lines = laidOut(row);
    if (before === undefined || lines === undefined || lines.length > most) continue;
    const cost = before.cost + costOf(row, width / (most * LINE_WIDTH), end === atoms.length);
    if (found === undefined || cost < found.cost) found = { cost, before, piece: { lines, width } };
  }
  return found;
}

function pathTo(last: Cut | undefined): readonly CuePiece[] {
  const pieces: CuePiece[] = [];
  for (let cut = last; cut?.before !== undefined; cut = cut.before) pieces.push(cut.piece);
  return pieces.toReversed();
}

/** One for each piece, and less than one for how it is cut: fewer pieces come first. */
function costOf(row: readonly Atom[], filled: number, isLast: boolean): number {
  const border = row.at(-1)?.border ?? 'word';
  return 1 + (isLast ? 0 : borderCost[border]) + EVENNESS * (1 - filled) ** 2;
}

const borderCost = { sentence: 0, phrase: 0.15, word: 0.4 } as const;
/** Two halves cost less than a whole and a rest. */
const EVENNESS = 0.5;
