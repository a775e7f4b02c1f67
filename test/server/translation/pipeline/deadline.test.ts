import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import { chainOf, readyEngine } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

const clockOf = () => new VirtualClock({ startAt: 0, isWorking: () => false, passesWhileWorking: false });

describe('the deadline', () => {
  it('gives a silent first engine 2.5 s of 4, then asks the next', async () => {
    using clock = clockOf();
    const silentEngine = manualEngine('google');
    await using chain = chainOf([silentEngine, readyEngine('libre')]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(2_499);
    expect(silentEngine.calls[0]?.signal.aborted).toBe(false);
    await clock.advanceTo(2_500);
    expect(silentEngine.calls[0]?.signal.aborted).toBe(true);
    expect(await answer).toMatchObject({ engine: 'libre' });
  });

  it('is over after 4 s, however many engines are silent', async () => {
    using clock = clockOf();
    const engines = ['google', 'deepl', 'libre'].map((name) => manualEngine(name));
    await using chain = chainOf(engines);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(3_999);
    expect(engines.map(({ calls }) => calls.map(({ signal }) => signal.aborted))).toEqual([
      [true],
      [true],
      [false],
    ]);
    await clock.advanceTo(4_000);
    expect(await answer).toEqual({ ok: false, retryable: true });
    expect(chain.counts.all).toMatchObject([
      { engine: 'google', failures: { timeout: 1 }, fallbacks: 1 },
      { engine: 'deepl', failures: { timeout: 1 }, fallbacks: 1 },
      { engine: 'libre', failures: { timeout: 1 }, fallbacks: 0 },
    ]);
  });

  it('gives the first machine a share after a slow phrasebook', async () => {
    using clock = clockOf();
    const google = manualEngine('google');
    await using chain = chainOf([
      manualEngine('phrasebook', { origin: 'phrasebook' }),
      google,
      readyEngine('libre'),
    ]);
    const answer = chain.translate(sentence('Hello.'));
    // The phrasebook took 2.5 s; of the rest, one engine comes after google.
    await clock.advanceTo(2_500);
    expect(google.calls).toHaveLength(1);
    await clock.advanceTo(4_000);
    expect(await answer).toEqual({ ok: false, retryable: true });
  });

  it('is over after 1.5 s for a draft, which keeps the breaker closed', async () => {
    using clock = clockOf();
    await using chain = chainOf([manualEngine('libre', { limits: { concurrency: 9 } })]);
    const drafts = [1, 2, 3, 4, 5, 6].map((at) =>
      chain.translate(sentence(`Hello ${at}`, { purpose: 'draft' })),
    );
    await clock.advanceTo(1_500);
    expect(await Promise.all(drafts)).toEqual(Array(6).fill({ ok: false, retryable: true }));
    expect(chain.states()[0]?.breaker).toBe('closed');
  });

  it('asks no engine for a caller that has left', async () => {
    const google = readyEngine('google');
    await using chain = chainOf([google]);
    const signal = AbortSignal.abort();
    expect(await chain.translate(sentence('Hello.', { signal }))).toEqual({ ok: false, retryable: true });
    expect(google.asked).toEqual([]);
  });
});
