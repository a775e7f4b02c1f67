import type { Line } from '../../../../shared/caption.ts';

/**
 * Estimated heights of lines, CSS pixels, for the scroll bar; drawn lines are measured. A line keeps its first estimate,
 * because the virtualiser holds the reader's place for measured changes only: another language has other lengths.
 */
export class HeightGuesses {
  readonly #guesses = new Map<string, number>();

  of(line: Line | undefined): number {
    if (line === undefined) return NOTE_PX;
    const known = this.#guesses.get(line.id);
    if (known !== undefined) return known;
    const guess = guessedHeight(line);
    this.#guesses.set(line.id, guess);
    return guess;
  }

  /** Forgets lines that left the list, once they are the greater part. */
  prune(lines: readonly Line[]): void {
    if (this.#guesses.size <= 2 * lines.length) return;
    const present = new Set(lines.map(({ id }) => id));
    for (const id of this.#guesses.keys()) if (!present.has(id)) this.#guesses.delete(id);
  }
}

function guessedHeight(line: Line): number {
  if (line.kind !== 'caption') return NOTE_PX;
  return HEAD_PX + Math.ceil(line.text.length / CHARACTERS_PER_ROW) * ROW_PX;
}

const NOTE_PX = 36;
const HEAD_PX = 30;
const ROW_PX = 25;
const CHARACTERS_PER_ROW = 38;
