export interface Erasure {
  /** Words that were shown and then removed or moved. */
  readonly erasedWords: number;
  readonly finalWords: number;
}

/**
 * How much of a line was taken back while it grew (Arivazhagan 2020): from each version to the next, the words after the
 * beginning both share. Divided by the words of the last version it is the normalised erasure.
 */
export function erasureOf(versions: readonly string[]): Erasure {
  let erasedWords = 0;
  let shown: readonly string[] = [];
  for (const version of versions) {
    const words = version.split(/\s+/).filter((word) => word !== '');
    erasedWords += shown.length - commonStart(shown, words);
    shown = words;
  }
  return { erasedWords, finalWords: shown.length };
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((word, index) => word !== b[index]);
  return differs === -1 ? a.length : differs;
}
