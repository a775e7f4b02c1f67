import { noFaults } from '../../../support/fake-engines/random-faults.ts';
import type { Figures } from './pair-times.ts';
import type { Scenario } from './play-scenario.ts';

/** The most of each figure. */
export type Goals = Partial<Pick<Figures, 'untranslatedFirst' | 'untranslatedAfter20s' | 'callsPerPair'>> & {
  readonly p90?: number;
  readonly p95?: number;
  readonly p99?: number;
};

const LANGUAGES = ['es', 'fr'] as const;
/** As a LibreTranslate server on its own machine. */
const TIMES = { medianMs: 180, p95Ms: 600 } as const;
const LINES_PER_MINUTE = 15;
const SECONDS = 35;

const badEngine: Goals = {
  untranslatedFirst: 0.08,
  untranslatedAfter20s: 0,
  p90: 2_500,
  p99: 6_000,
  callsPerPair: 1.3,
};

/** Seven pairs a second: an engine that refuses one call of twenty refuses every three seconds. */
const faulty = {
  meetings: 14,
  languages: LANGUAGES,
  linesPerMinute: LINES_PER_MINUTE,
  seconds: SECONDS,
  times: TIMES,
} as const;

export const scenarios: readonly (Scenario & { readonly goals: Goals })[] = [
  {
    ...faulty,
    name: 'all faults',
    faults: { fails: 0.1, hangs: 0.02, refuses: 0.05 },
    goals: badEngine,
  },
  { ...faulty, name: '10 % fail', faults: { ...noFaults, fails: 0.1 }, goals: badEngine },
  { ...faulty, name: '2 % hang', faults: { ...noFaults, hangs: 0.02 }, goals: badEngine },
  { ...faulty, name: '5 % refused', faults: { ...noFaults, refuses: 0.05 }, goals: badEngine },
  {
    ...faulty,
    name: 'bears 8',
    meetings: 30,
    faults: noFaults,
    capacity: { most: 8 },
    goals: badEngine,
  },
  {
    ...faulty,
    name: '4 threads',
    meetings: 30,
    faults: noFaults,
    capacity: { threads: 4 },
    goals: badEngine,
  },
  ...[60, 250, 400].map((meetings) => ({
    ...faulty,
    name: `${meetings} meetings`,
    meetings,
    faults: noFaults,
    goals: { untranslatedFirst: 0, untranslatedAfter20s: 0, p95: 2_000 },
  })),
];
