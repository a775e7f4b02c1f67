/** As `growthOf`, for a function that answers with a promise; nothing interrupts it. */
import { cpuMsSince, type Growth, isDecided } from './growth.ts';

export async function growthOfAsync<Input>(
  makeInput: (n: number) => Input,
  work: (input: Input) => Promise<unknown>,
): Promise<Growth> {
  let n = FIRST;
  while ((await shortest(work, makeInput(n), ROUNDS)) < MEASURABLE_MS && n < LAST) n *= 2;
  const sizes = [n, 2 * n, 4 * n] as const;
  // Made once: the first run of a new text also pays for its memory, which has nothing to do with the function.
  const [one, two, four] = [makeInput(sizes[0]), makeInput(sizes[1]), makeInput(sizes[2])];
  const best: [number, number, number] = [Infinity, Infinity, Infinity];
  // The lesser step: beyond some size a text has memory of its own, which lengthens one step and not both.
  const factor = () => Math.min(best[1] / best[0], best[2] / best[1]);
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    best[0] = Math.min(best[0], await shortest(work, one, 1));
    best[1] = Math.min(best[1], await shortest(work, two, 1));
    best[2] = Math.min(best[2], await shortest(work, four, 1));
    if (isDecided(round, factor())) break;
  }
  return { sizes, timesMs: best, factor: factor() };
}

/** The longest answer that is read at all has some ten thousand characters. */
const FIRST = 512;
const LAST = 1_024;
/** Long enough for the timer's resolution. */
const MEASURABLE_MS = 1;
/** Collected memory makes a run longer, never shorter. */
const ROUNDS = 4;
const MOST_ROUNDS = 25;

async function shortest<Input>(
  work: (input: Input) => Promise<unknown>,
  input: Input,
  rounds: number,
): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const startedAt = process.cpuUsage();
    await work(input);
    best = Math.min(best, cpuMsSince(startedAt));
  }
  return best;
}
