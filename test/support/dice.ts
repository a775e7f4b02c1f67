/** What a seeded story needs of chance. */
import { delay } from '../../server/lib/delay.ts';
import { seededRandom } from './seeded-random.ts';

export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** Dice of their own, so that a part draws the same however much the others draw. */
  fork(): Dice {
    return new Dice(Math.floor(this.random() * 2 ** 32));
  }

  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  /** True in this share of the cases. */
  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)];
  }

  /** One of the choices, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T | undefined {
    let left = this.random() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return choices.at(-1)?.[1];
  }

  /** Passes a random time, or until `signal` aborts. */
  pass(fromMs: number, toMs: number, signal: AbortSignal): Promise<void> {
    return delay(this.between(fromMs, toMs), signal);
  }
}
