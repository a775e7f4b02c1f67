/** Tells whether a regular expression matches any text in time proportional to its length. */
import { checkSync, type Parameters } from 'recheck';
import { analyse } from 'scslre';
import { vi } from 'vitest';

/**
 * Why an expression is not linear, or `undefined` when two checkers find nothing: recheck proves by automata, and where the
 * expression is too large or looks around, searches for attacks; scslre knows what looks around, but only repeated characters.
 */
export function whyNotLinear(source: string, flags: string): string | undefined {
  const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
  if (report !== undefined) return `${report.exponential ? 'exponential' : 'polynomial'} (${report.type})`;
  // In this process, in JavaScript: neither Java nor a binary of the platform is needed.
  vi.stubEnv('RECHECK_SYNC_BACKEND', 'pure');
  const found = checkSync(source, flags, EFFORT);
  vi.unstubAllEnvs();
  if (found.status === 'safe') return undefined;
  if (found.status === 'unknown') return `unknown (${found.error.kind}): simplify it`;
  return found.complexity.type;
}

/** Limited in steps and not in time, so that a slow machine finds the same; a quarter of the defaults takes 20 s for all. */
const EFFORT: Parameters = {
  randomSeed: 1,
  maxNFASize: 3_000,
  maxIteration: 2,
  maxInitialGenerationSize: 60,
  maxGenerationSize: 40,
  crossoverSize: 10,
  mutationSize: 10,
  incubationLimit: 8_000,
  incubationTimeout: null,
  attackTimeout: null,
  timeout: null,
};
