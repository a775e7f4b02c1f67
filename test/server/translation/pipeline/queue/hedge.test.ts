import { describe, expect, it } from 'vitest';
import { HedgeBudget } from '../../../../../server/translation/pipeline/queue/hedge.ts';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';
import { HEDGE_AFTER_MS, SAVED_HEDGES } from '../../../../../server/translation/translation-limits.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { chainOf, readyEngine } from '../../chains.ts';
import { manualEngine, sentence } from '../../stories.ts';

const clockOf = () => new VirtualClock({ startAt: 0, isWorking: () => false, passesWhileWorking: false });
const service = (name = 'libre') => manualEngine(name, { limits: { concurrency: 4, ceiling: 16 } });

describe('a call of the only engine that hangs', () => {
  it('is asked once more beside it, and ended by the second answer', async () => {
    using clock = clockOf();
    const libre = service();
    await using chain = chainOf([libre]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(HEDGE_AFTER_MS - 1);
    expect(libre.calls).toHaveLength(1);
    await clock.advanceTo(HEDGE_AFTER_MS);
    expect(libre.calls).toHaveLength(2);
    libre.calls[1]?.answer('Hola.');
    expect(await answer).toMatchObject({ text: 'Hola.' });
    expect(libre.calls[0]?.signal.aborted).toBe(true);
    expect(chain.counts.all).toMatchObject([{ calls: 2, failures: {} }]);
  });

  it('may still answer first, as of an engine that is slow', async () => {
    using clock = clockOf();
    const libre = service();
    await using chain = chainOf([libre]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(3_500);
    libre.calls[0]?.answer('Hola.');
    expect(await answer).toMatchObject({ text: 'Hola.' });
  });

  it('is asked a third time when the second call fails', async () => {
    using clock = clockOf();
    const libre = service();
    await using chain = chainOf([libre]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(HEDGE_AFTER_MS);
    libre.calls[1]?.fail(new TranslationError('libre', 'network', 'failed'));
    await clock.advanceTo(2 * HEDGE_AFTER_MS);
    libre.calls[2]?.answer('Hola.');
    expect(await answer).toMatchObject({ text: 'Hola.' });
  });

  it('is one failure for the breaker, however often it was asked', async () => {
    using clock = clockOf();
    const libre = service();
    await using chain = chainOf([libre]);
    const hangs = async (text: string) => {
      const answer = chain.translate(sentence(text));
      await clock.advanceTo(clock.now() + 4_000);
      expect(await answer).toEqual({ ok: false, retryable: true });
    };
    for (let time = 0; time < 4; time += 1) await hangs(`Hello ${time}.`);
    expect(chain.states()[0]?.breaker).toBe('closed');
    await hangs('Hello.');
    expect(chain.states()[0]?.breaker).toBe('open');
  });
});

describe('a call that hangs is asked once', () => {
  const callsAfter2s = async (
    engines: readonly ReturnType<typeof service>[],
    changes: Parameters<typeof sentence>[1] = {},
  ) => {
    using clock = clockOf();
    await using chain = chainOf(engines);
    void chain.translate(sentence('Hello.', changes));
    await clock.advanceTo(2_000);
    return engines[0]?.calls.length;
  };

  it('while another engine comes after', async () => {
    expect(await callsAfter2s([service('google'), { ...readyEngine('libre'), calls: [] }])).toBe(1);
  });

  it('of an engine in this process', async () => {
    expect(await callsAfter2s([manualEngine('local', { limits: { concurrency: 16 } })])).toBe(1);
  });

  it.each(['draft', 'catch-up'] as const)('as a %s', async (purpose) => {
    expect(await callsAfter2s([service()], { purpose })).toBe(1);
  });
});

describe('second calls', () => {
  it('are a tenth of all calls at most, apart from a few that are saved up', () => {
    const budget = new HedgeBudget();
    let spent = 0;
    for (let call = 0; call < 200; call += 1) {
      budget.earn();
      if (budget.spend()) spent += 1;
    }
    expect(spent).toBeGreaterThan(SAVED_HEDGES);
    expect(spent).toBeLessThanOrEqual(SAVED_HEDGES + 20);
  });
});
