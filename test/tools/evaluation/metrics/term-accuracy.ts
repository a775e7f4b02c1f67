import type { SpokenLanguage, Term } from '../meeting.ts';

export interface TermCount {
  readonly expected: number;
  readonly found: number;
}

/** How many of the terms that were spoken stand in the translation, in one of their accepted forms. */
export function countTerms(
  terms: readonly Term[],
  { source, spoken, translation }: { source: string; spoken: SpokenLanguage; translation: string },
): TermCount {
  const target = spoken === 'en' ? 'es' : 'en';
  let expected = 0;
  let found = 0;
  for (const term of terms) {
    const times = occurrences(source, term[spoken]);
    expected += times;
    found += Math.min(times, occurrences(translation, term[target]));
  }
  return { expected, found };
}

/** Whole words, case ignored. A form inside a longer one counts once. */
export function occurrences(text: string, forms: readonly string[]): number {
  const longestFirst = forms.toSorted((a, b) => b.length - a.length);
  const alternatives = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu');
  return [...text.matchAll(pattern)].length;
}
