/** Live memory of nodes over the soak, after a collection of garbage each: its last third against its first. */
import type { SoakNode } from './soak-node.ts';

const ANSWER_LIMIT_MS = 3_000;
/** Caches fill, and ended meetings and languages linger for 90 s; then memory has to stay as it is. */
const WARM_UP_SHARE = 0.3;
const WARM_UP_MS = 120_000;
/** Fewer samples say nothing. */
const FEWEST_SAMPLES = 9;
/** Meetings come and go, so that what lives differs from sample to sample. */
const MOST_GROWTH = 0.15;
const MOST_GROWTH_BYTES = 3_000_000;

interface Sample {
  readonly atMs: number;
  readonly liveBytes: number;
}

export interface MemoryFigures {
  readonly node: string;
  readonly samples: number;
  readonly firstThirdBytes: number;
  readonly lastThirdBytes: number;
  readonly isFlat: boolean;
}

export class Memory {
  readonly #samples = new Map<string, Sample[]>();

  /** A node that is stopped meanwhile has no sample. */
  async sample(nodes: readonly SoakNode[], atMs: number): Promise<void> {
    for (const node of nodes) {
      const state = await Promise.race([node.state().catch(() => undefined), limit(ANSWER_LIMIT_MS)]);
      if (state === undefined) continue;
      const samples = this.#samples.get(node.name) ?? [];
      samples.push({ atMs, liveBytes: state.heapBytes + state.externalBytes });
      this.#samples.set(node.name, samples);
    }
  }

  /** Of nodes with enough samples. */
  figures(): readonly MemoryFigures[] {
    return [...this.#samples].flatMap(([node, all]) => {
      const warmFrom = (all[0]?.atMs ?? 0) + WARM_UP_MS;
      const samples = all.slice(Math.ceil(all.length * WARM_UP_SHARE)).filter(({ atMs }) => atMs >= warmFrom);
      if (samples.length < FEWEST_SAMPLES) return [];
      const third = Math.floor(samples.length / 3);
      const firstThirdBytes = mean(samples.slice(0, third));
      const lastThirdBytes = mean(samples.slice(-third));
      const growth = lastThirdBytes - firstThirdBytes;
      const isFlat = growth <= Math.max(MOST_GROWTH * firstThirdBytes, MOST_GROWTH_BYTES);
      return [{ node, samples: samples.length, firstThirdBytes, lastThirdBytes, isFlat }];
    });
  }
}

function mean(samples: readonly Sample[]): number {
  return Math.round(samples.reduce((sum, { liveBytes }) => sum + liveBytes, 0) / samples.length);
}

function limit(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds).unref());
}
