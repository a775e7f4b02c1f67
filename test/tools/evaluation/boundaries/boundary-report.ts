/** The scores of boundaries as a person reads them. */
import type { BoundaryMiss, BoundaryScore } from './boundary-scores.ts';

export function boundaryReport(scores: readonly BoundaryScore[]): string {
  const rows = scores.map((score) => [
    score.language,
    String(score.utterances),
    ...[score.precision, score.recall, score.f1, score.exact].map((share) => share.toFixed(3)),
    score.judged ? '' : 'not judged by a speaker',
  ]);
  const mean = scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length;
  const heading = ['language', 'utterances', 'precision', 'recall', 'F1', 'exact', ''];
  return `${[heading, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(column === 0 ? 9 : 11))
        .join(' ')
        .trimEnd(),
    )
    .join('\n')}
mean F1 ${mean.toFixed(3)}

Cuts between sentences, over three ways to cut each utterance into segments 1.2 s apart; exact: the share of these without
a wrong or missing cut.`;
}

export function missReport(
  language: string,
  { trap, cuts, segments, sentences, lines }: BoundaryMiss,
): string {
  return `${language} ${trap}, ${cuts}
  heard  ${segments.join(' ¦ ')}
  wanted ${sentences.join(' ¦ ')}
  found  ${lines.join(' ¦ ')}`;
}
