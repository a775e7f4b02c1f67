/** As `growth.ts`, but in time of the processor: for long inputs on a machine that others keep busy. */
import vm from 'node:vm';
import { LARGEST_GROWTH } from './growth.ts';

const LIMIT_MS = 20_000;
const FEWEST_ROUNDS = 3;
/** A collection of garbage makes a round longer, never shorter. */
const MOST_ROUNDS = 60;
/** Shorter than this, the clock and not the length decides. */
const MEASURABLE_MS = 2;

/**
 * How much longer twice the input takes this process, on average of two steps: 2 is linear, 4 is quadratic.
 * @throws when it does not end within `LIMIT_MS`; an endless regular expression is interrupted.
 */
export function cpuGrowthOf<Input>(
  makeInput: (n: number) => Input,
  work: (input: Input) => unknown,
  n: number,
): number {
  const [short, long] = [makeInput(n), makeInput(4 * n)];
  const measure = () => {
    let [shortest, shortestOfLong] = [Infinity, Infinity];
    for (let round = 1; ; round += 1) {
      shortest = Math.min(
        shortest,
        cpuMs(() => work(short)),
      );
      shortestOfLong = Math.min(
        shortestOfLong,
        cpuMs(() => work(long)),
      );
      const factor = shortestOfLong < MEASURABLE_MS ? 1 : Math.sqrt(shortestOfLong / shortest);
      if (round === MOST_ROUNDS || (round >= FEWEST_ROUNDS && factor <= LARGEST_GROWTH)) return factor;
    }
  };
  return vm.runInNewContext('measure()', { measure }, { timeout: LIMIT_MS });
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
