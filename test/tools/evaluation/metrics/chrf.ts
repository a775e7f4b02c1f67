import { countMatches, countNgrams, type TranslatedPair, total } from './ngrams.ts';

const LONGEST_NGRAM = 6;

/**
 * chrF2 of a corpus (Popović 2015) from 0 to 100, as sacrebleu defines it: character n-grams up to 6 without blanks, case
 * counts, precision and recall averaged over the orders that occur, `beta` times as much weight on recall.
 */
export function chrf(pairs: readonly TranslatedPair[], beta = 2): number {
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let size = 1; size <= LONGEST_NGRAM; size++) {
    const { matches, inHypotheses, inReferences } = countOrder(pairs, size);
    if (inHypotheses === 0 || inReferences === 0) continue;
    precision += matches / inHypotheses;
    recall += matches / inReferences;
    orders += 1;
  }
  if (precision + recall === 0) return 0;
  precision /= orders;
  recall /= orders;
  const weight = beta ** 2;
  return (100 * (1 + weight) * precision * recall) / (weight * precision + recall);
}

function countOrder(pairs: readonly TranslatedPair[], size: number) {
  let matches = 0;
  let inHypotheses = 0;
  let inReferences = 0;
  for (const pair of pairs) {
    const hypothesis = countNgrams(charactersOf(pair.hypothesis), size);
    const reference = countNgrams(charactersOf(pair.reference), size);
    matches += countMatches(hypothesis, reference);
    // Where the reference is too short for this order, nothing could match.
    if (reference.size > 0) inHypotheses += total(hypothesis);
    inReferences += total(reference);
  }
  return { matches, inHypotheses, inReferences };
}

function charactersOf(text: string): readonly string[] {
  return [...text.replace(/\s+/g, '')];
}
