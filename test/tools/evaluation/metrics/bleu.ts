import { countMatches, countNgrams, type TranslatedPair, total } from './ngrams.ts';

const LONGEST_NGRAM = 4;

/**
 * BLEU of a corpus (Papineni 2002) from 0 to 100, as sacrebleu computes it by default: 4-grams, case counts, its `13a`
 * tokens, an order without any match smoothed exponentially (1/2, 1/4, … of one match).
 */
export function bleu(pairs: readonly TranslatedPair[]): number {
  const tokens = pairs.map(({ hypothesis, reference }) => ({
    hypothesis: tokenize(hypothesis),
    reference: tokenize(reference),
  }));
  let logPrecision = 0;
  let smoothing = 1;
  let anyMatch = false;
  for (let size = 1; size <= LONGEST_NGRAM; size++) {
    let matches = 0;
    let inHypotheses = 0;
    for (const { hypothesis, reference } of tokens) {
      const ngrams = countNgrams(hypothesis, size);
      matches += countMatches(ngrams, countNgrams(reference, size));
      inHypotheses += total(ngrams);
    }
    if (inHypotheses === 0) return 0;
    anyMatch ||= matches > 0;
    if (matches === 0) smoothing /= 2;
    logPrecision += Math.log((matches > 0 ? matches : smoothing) / inHypotheses) / LONGEST_NGRAM;
  }
  if (!anyMatch) return 0;
  const length = sum(tokens.map(({ hypothesis }) => hypothesis.length));
  const referenceLength = sum(tokens.map(({ reference }) => reference.length));
  const brevity = length < referenceLength ? Math.exp(1 - referenceLength / length) : 1;
  return 100 * brevity * Math.exp(logPrecision);
}

/** mteval-v13a: ASCII marks stand alone, but `.` and `,` only beside something that is no digit. */
export function tokenize(text: string): readonly string[] {
  return ` ${text} `
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/)
    .filter((token) => token !== '');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
