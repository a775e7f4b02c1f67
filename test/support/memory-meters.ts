import { pino } from 'pino';
import {
  type MeterCount,
  type MeterStore,
  Meters,
  type MetersOptions,
} from '../../server/translation/metering/meters.ts';

/** Counts and caps in memory. */
export class MemoryMeterStore implements MeterStore {
  readonly counts = new Map<string, MeterCount[]>();
  readonly budgets = new Map<string, number>();
  isAway = false;

  async load(meetingId: string) {
    this.#answer();
    const budget = this.budgets.get(meetingId);
    return { counts: this.counts.get(meetingId) ?? [], ...(budget === undefined ? {} : { budget }) };
  }

  async add(meetingId: string, counts: readonly MeterCount[]): Promise<void> {
    this.#answer();
    const kept = this.counts.get(meetingId) ?? [];
    for (const count of counts) {
      const at = kept.findIndex(
        ({ language, engine }) => language === count.language && engine === count.engine,
      );
      const before = kept[at];
      if (before === undefined) kept.push(count);
      else kept[at] = { ...before, characters: before.characters + count.characters };
    }
    this.counts.set(meetingId, kept);
  }

  async saveBudget(meetingId: string, budget: number | undefined): Promise<void> {
    this.#answer();
    if (budget === undefined) this.budgets.delete(meetingId);
    else this.budgets.set(meetingId, budget);
  }

  #answer(): void {
    if (this.isAway) throw new Error('The database is away.');
  }
}

/** Meters for engines of these names, kept nowhere. */
export function memoryMeters(options: Partial<MetersOptions> = {}): Meters {
  return new Meters({
    store: new MemoryMeterStore(),
    meteredEngines: new Set(['deepl']),
    serverBudget: undefined,
    prices: {},
    onBudget: () => undefined,
    logger: pino({ level: 'silent' }),
    ...options,
  });
}
