import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryMeterStore, memoryMeters } from '../../../support/memory-meters.ts';

const deepl = (characters: number, language = 'es') => ({ language, engine: 'deepl', characters });
const libre = (characters: number, language = 'es') => ({ language, engine: 'libre', characters });

describe('the meter of a meeting', () => {
  it('counts by language and engine, with a price where there is one', async () => {
    await using meters = memoryMeters({ prices: { deepl: 25, libre: 3 } });
    meters.spend('m', deepl(1_000));
    meters.spend('m', deepl(3_000, 'fr'));
    meters.spend('m', deepl(1_000));
    meters.spend('m', libre(500));
    meters.spend('other', deepl(9));
    expect(await meters.meter('m')).toEqual({
      rows: [
        { language: 'fr', engine: 'deepl', characters: 3_000, metered: true, usd: 0.075 },
        { language: 'es', engine: 'deepl', characters: 2_000, metered: true, usd: 0.05 },
        { language: 'es', engine: 'libre', characters: 500, metered: false },
      ],
      meteredCharacters: 5_000,
      estimatedUsd: 0.125,
    });
  });

  it('continues the counts and the cap of the last process', async () => {
    const store = new MemoryMeterStore();
    const first = memoryMeters({ store });
    await first.load('m');
    first.spend('m', deepl(80));
    await first.setBudget('m', 100);
    await first[Symbol.asyncDispose]();
    await using next = memoryMeters({ store });
    await next.load('m');
    expect(next.spend('m', deepl(20))).toBe(true);
    expect(next.spend('m', deepl(1))).toBe(false);
    expect(await next.meter('m')).toMatchObject({
      meteredCharacters: 100,
      budget: { characters: 100, spent: true, setBy: 'host' },
    });
  });

  it('loses no count while the database is away', async () => {
    const store = new MemoryMeterStore();
    const meters = memoryMeters({ store });
    await meters.load('m');
    meters.spend('m', deepl(10));
    store.isAway = true;
    await meters.setBudget('m', 5).catch(() => undefined);
    meters.spend('m', deepl(10));
    await meters.load('another');
    expect(meters.spend('another', deepl(1))).toBe(true);
    store.isAway = false;
    await meters[Symbol.asyncDispose]();
    expect(store.counts.get('m')).toEqual([deepl(20)]);
  });
});

describe('the cap', () => {
  it('is announced once when it is reached, and when it is lifted', async () => {
    const told: [string, boolean][] = [];
    await using meters = memoryMeters({ serverBudget: 10, onBudget: (...news) => told.push(news) });
    expect(meters.spend('m', deepl(8))).toBe(true);
    expect([meters.allows('m', 3), meters.allows('m', 2)]).toEqual([false, true]);
    expect(told).toEqual([]);
    expect([meters.spend('m', deepl(3)), meters.spend('m', deepl(3))]).toEqual([false, false]);
    expect(meters.spend('m', libre(100))).toBe(true);
    expect(told).toEqual([['m', true]]);
    expect(meters.isSpent('m')).toBe(true);
    await meters.setBudget('m', 9);
    expect(meters.isSpent('m')).toBe(false);
    expect(told).toEqual([
      ['m', true],
      ['m', false],
    ]);
  });

  it('stays reached for shorter texts, until it is changed', async () => {
    await using meters = memoryMeters({ serverBudget: 10 });
    meters.spend('m', deepl(8));
    meters.setSpent('m');
    expect([meters.allows('m', 1), meters.spend('m', deepl(1))]).toEqual([false, false]);
    await meters.setBudget('m', 9);
    expect(meters.spend('m', deepl(1))).toBe(true);
    expect(meters.isSpent('m')).toBe(false);
  });

  it('of the host never goes beyond the server’s', async () => {
    await using meters = memoryMeters({ serverBudget: 10 });
    await meters.setBudget('m', 1_000);
    expect((await meters.meter('m')).budget).toEqual({ characters: 10, spent: false, setBy: 'server' });
    await meters.setBudget('m', 4);
    expect((await meters.meter('m')).budget).toEqual({ characters: 4, spent: false, setBy: 'host' });
    await meters.setBudget('m', undefined);
    expect((await meters.meter('m')).budget).toMatchObject({ characters: 10, setBy: 'server' });
  });

  it('is never reached where no engine is metered', async () => {
    await using meters = memoryMeters({ serverBudget: 1, meteredEngines: new Set() });
    meters.spend('m', libre(100));
    expect(await meters.meter('m')).not.toHaveProperty('budget');
    expect(meters.isSpent('m')).toBe(false);
  });

  it('is never exceeded, however many languages ask', async () => {
    const call = fc.record({
      characters: fc.integer({ min: 0, max: 40 }),
      language: fc.constantFrom('es', 'fr', 'de'),
      isMetered: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call), fc.integer({ min: 0, max: 200 }), async (calls, serverBudget) => {
        await using meters = memoryMeters({ serverBudget });
        for (const { characters, language, isMetered } of calls) {
          meters.spend('m', isMetered ? deepl(characters, language) : libre(characters, language));
        }
        expect((await meters.meter('m')).meteredCharacters).toBeLessThanOrEqual(serverBudget);
      }),
    );
  });
});

describe('the meters of several nodes', () => {
  const nodes = () => {
    const store = new MemoryMeterStore();
    const tokens: { first: number | undefined; second: number | undefined } = { first: 1, second: undefined };
    const node = (name: 'first' | 'second') =>
      memoryMeters({ store, owned: { tokenOf: () => tokens[name] } });
    return { store, tokens, first: node('first'), second: node('second') };
  };

  it('show on any node what the owner has counted and stored', async () => {
    const { first, second } = nodes();
    await first.load('m');
    expect((await second.meter('m')).meteredCharacters).toBe(0);
    first.spend('m', deepl(80));
    await first[Symbol.asyncDispose]();
    expect((await second.meter('m')).meteredCharacters).toBe(80);
    await second[Symbol.asyncDispose]();
  });

  it('go on counting where the owner before stopped, also on a node that was owner before', async () => {
    const { store, tokens, first, second } = nodes();
    await first.load('m');
    first.spend('m', deepl(10));
    await store.add('m', [deepl(10)]);
    tokens.first = undefined;
    tokens.second = 2;
    expect(second.knows('m')).toBe(false);
    await second.load('m');
    second.spend('m', deepl(5));
    await second[Symbol.asyncDispose]();
    tokens.first = 3;
    expect(first.knows('m')).toBe(false);
    await first.load('m');
    expect((await first.meter('m')).meteredCharacters).toBe(15);
    await first[Symbol.asyncDispose]();
  });

  it('apply a cap at the owner that a host set on another node', async () => {
    const { first, second } = nodes();
    await first.load('m');
    first.spend('m', deepl(80));
    await second.setBudget('m', 50);
    expect(first.isSpent('m')).toBe(false);
    await first.budgetChanged('m');
    expect(first.isSpent('m')).toBe(true);
    await first.budgetChanged('unknown');
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  });
});
