/** The shape of `npm run bench:engines`, by a virtual clock. */
import { describe, expect, it } from 'vitest';
import { noFaults } from '../../../support/fake-engines/random-faults.ts';
import { simulateScenario } from './measure-scenario.ts';

const scenario = {
  name: 'a test',
  meetings: 14,
  languages: ['es', 'fr'],
  linesPerMinute: 15,
  seconds: 20,
  times: { medianMs: 180, p95Ms: 600 },
} as const;

describe('an only engine', () => {
  it('that fails, hangs and refuses now and then leaves no line untranslated, and few at first', async () => {
    const faults = { fails: 0.1, hangs: 0.02, refuses: 0.05 };
    const figures = await simulateScenario({ ...scenario, faults });
    expect(figures.untranslatedAfter20s).toBe(0);
    expect(figures.untranslatedFirst).toBeLessThanOrEqual(0.08);
    expect(figures.callsPerPair).toBeLessThanOrEqual(1.3);
  });

  it('that bears many calls at a time carries sixty meetings', async () => {
    const figures = await simulateScenario({ ...scenario, meetings: 60, seconds: 8, faults: noFaults });
    expect(figures).toMatchObject({ untranslatedFirst: 0, untranslatedAfter20s: 0 });
    expect(figures.p95).toBeLessThanOrEqual(2_000);
  });

  it('that refuses more than a few calls at a time is hardly asked for more', async () => {
    const figures = await simulateScenario({
      ...scenario,
      meetings: 30,
      seconds: 12,
      faults: noFaults,
      capacity: { most: 8 },
    });
    expect(figures.untranslatedAfter20s).toBe(0);
    expect(figures.callsPerPair).toBeLessThanOrEqual(1.2);
  });
});
