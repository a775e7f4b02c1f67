/** How often each sequence of `size` items occurs. */
export function countNgrams(items: readonly string[], size: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= items.length; at++) {
    const ngram = items.slice(at, at + size).join('\u0001');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

/** How many of the sequences on one side have a partner on the other. */
export function countMatches(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let matches = 0;
  for (const [ngram, count] of a) matches += Math.min(count, b.get(ngram) ?? 0);
  return matches;
}

export function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** A translation beside what a good translator would have written. */
export interface TranslatedPair {
  readonly hypothesis: string;
  readonly reference: string;
}
