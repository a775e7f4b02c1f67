/** Measures how the time of a synchronous function grows with its input, so that a test can refuse more than linear growth. */
import vm from 'node:vm';

export interface GrowthOptions {
  /** The first input size; it doubles until one run takes `MEASURABLE_MS`. */
  readonly from?: number;
  /** The largest first size: an input this large that still runs faster than `MEASURABLE_MS` counts as linear. */
  readonly upTo?: number;
  /** One run that takes longer has no end; generous, because a busy machine runs this process a small part of the time. */
  readonly limitMs?: number;
}

export interface Growth {
  /** The input sizes n, 2n and 4n. */
  readonly sizes: readonly [number, number, number];
  /** The shortest run of each size, in milliseconds. */
  readonly timesMs: readonly [number, number, number];
  /** How much longer twice the input takes, on average of both steps: 2 is linear, 4 is quadratic. */
  readonly factor: number;
}

/** The most that a step from n to 2n may cost, on average of two steps: a larger input may leave a cache once. */
export const LARGEST_GROWTH = 2.5;

/**
 * Runs `work(makeInput(n))` for n, 2n and 4n and compares the shortest times of several rounds.
 * @throws when one run does not end within the limit; an endless regular expression is interrupted.
 */
export function growthOf<Input>(
  makeInput: (n: number) => Input,
  work: (input: Input) => unknown,
  { from = 64, upTo = 1 << 20, limitMs = RUN_LIMIT_MS }: GrowthOptions = {},
): Growth {
  let n = from;
  while (n < upTo) {
    const input = makeInput(n);
    // The first run compiles, and other processes lengthen some: the shortest of several tells.
    const runs = Array.from({ length: FEWEST_ROUNDS }, () => timed(work, input, n, limitMs));
    if (Math.min(...runs) >= MEASURABLE_MS) break;
    n *= 2;
  }
  const sizes = [n, 2 * n, 4 * n] as const;
  const inputs = sizes.map((size) => makeInput(size));
  const best: [number, number, number] = [Infinity, Infinity, Infinity];
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    for (const [index, input] of inputs.entries()) {
      const at = index === 0 ? 0 : index === 1 ? 1 : 2;
      best[at] = Math.min(best[at], timed(work, input, sizes[at], limitMs));
    }
    if (isDecided(round, factorOf(best))) break;
  }
  return { sizes, timesMs: best, factor: factorOf(best) };
}

/** The factor of `growthOf` for inputs of sizes n, 2n and 4n. */
export function growthAt<Input>(
  makeInput: (n: number) => Input,
  work: (input: Input) => unknown,
  n: number,
): number {
  return growthOf(makeInput, work, { from: n, upTo: n }).factor;
}

/** Long enough for the timer's resolution; short enough that the input stays in the processor's cache. */
const MEASURABLE_MS = 1;
const FEWEST_ROUNDS = 4;
/** Collected memory makes a run longer, never shorter: more rounds only bring the minimum nearer to the truth. */
const MOST_ROUNDS = 60;
const RUN_LIMIT_MS = 30_000;
/** Twelve times as long for four times the input, eight times in a row at best: no disturbance does that. */
const CLEARLY_MORE = 3.5;
const ROUNDS_FOR_MORE = 8;

/** Do more rounds change nothing? */
export function isDecided(round: number, factor: number): boolean {
  if (factor <= LARGEST_GROWTH) return round >= FEWEST_ROUNDS;
  return factor > CLEARLY_MORE && round >= ROUNDS_FOR_MORE;
}

function factorOf([one, , four]: readonly [number, number, number]): number {
  return Math.sqrt(four / one);
}

/** In a context of its own, because only its script has a limit; the limit interrupts regular expressions too. */
const limited = new vm.Script('work(input)');
/** One for all: making it takes longer than most runs. */
const sandbox: { work: unknown; input: unknown } = { work: undefined, input: undefined };
const context = vm.createContext(sandbox);

function timed<Input>(work: (input: Input) => unknown, input: Input, n: number, limitMs: number): number {
  Object.assign(sandbox, { work, input });
  const startedAt = process.cpuUsage();
  try {
    limited.runInContext(context, { timeout: limitMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new Error(`An input of size ${n} is not done after ${limitMs} ms.`);
  } finally {
    Object.assign(sandbox, { work: undefined, input: undefined });
  }
  return cpuMsSince(startedAt);
}

/** Processor time of this process, and not of those beside it: a busy machine makes no function quadratic. */
export function cpuMsSince(startedAt: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1_000;
}

function isTimeout(error: unknown): boolean {
  // Made in the other context: no instance of this context's Error.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
