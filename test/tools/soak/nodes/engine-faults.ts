/** The engine of the soak is slow, refuses, fails or hangs for a while, again and again. */
import type { Dice } from '../../../support/dice.ts';
import type { FakeLibre } from '../../../support/fake-engines/fake-libre.ts';
import { type FaultShares, noFaults, randomFaults } from '../../../support/fake-engines/random-faults.ts';
import type { Counts } from '../counts.ts';

const PHASE_MS = [4_000, 12_000] as const;

const phases: readonly (readonly [
  weight: number,
  phase: readonly [name: string, shares: FaultShares, mostMs: number],
])[] = [
  [5, ['well', noFaults, 30]],
  [2, ['slow', noFaults, 900]],
  [2, ['failing', { fails: 0.3, hangs: 0, refuses: 0.2 }, 30]],
  [1, ['hanging', { fails: 0, hangs: 0.1, refuses: 0 }, 30]],
  [1, ['away', { fails: 1, hangs: 0, refuses: 0 }, 5]],
];

/** Until `signal` aborts; then the engine is well. */
export async function engineFaults(
  { service }: FakeLibre,
  { dice, counts, signal }: { readonly dice: Dice; readonly counts: Counts; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    const [name, shares, mostMs] = dice.weighted(phases) ?? ['well', noFaults, 0];
    counts.add(`engine: ${name}`);
    service.fault = randomFaults(shares, dice.random);
    service.delayMs = () => dice.between(1, mostMs);
    await dice.pass(...PHASE_MS, signal);
  }
  service.fault = undefined;
  service.delayMs = 1;
}
