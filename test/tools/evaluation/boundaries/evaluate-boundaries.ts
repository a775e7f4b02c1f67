/** `npm run evaluate -- --boundaries`: where sentences end, in every language of the stream. */
import { writeFile } from 'node:fs/promises';
import { boundaryReport, missReport } from './boundary-report.ts';
import { scoreBoundaries } from './boundary-scores.ts';
import { readBoundarySets, type splits } from './boundary-set.ts';

export interface BoundaryOptions {
  readonly split: (typeof splits)[number];
  readonly languages: readonly string[];
  readonly seed: number;
  readonly misses: boolean;
  /** Show the misses of the gate, too: who reads them tunes on what the gate measures. */
  readonly reveal: boolean;
  readonly json?: string | undefined;
}

/** @throws for misses of the gate that are not revealed. */
export async function evaluateBoundaries(options: BoundaryOptions): Promise<string> {
  const { split, languages, seed, misses, reveal, json } = options;
  if (misses && split === 'gate' && !reveal)
    throw new Error('--misses of the gate would tune on what it measures: use --split dev, or add --reveal.');
  const scores = (await readBoundarySets(split, languages)).map((set) => scoreBoundaries(set, seed));
  if (json !== undefined) {
    const facts = { split, seed, scores: scores.map(({ misses: _, ...score }) => score) };
    await writeFile(json, `${JSON.stringify(facts, null, 2)}\n`);
  }
  const missed = misses
    ? scores.flatMap((score) => score.misses.map((miss) => missReport(score.language, miss)))
    : [];
  return [...missed, boundaryReport(scores)].join('\n\n');
}
