import { describe, expect, it } from 'vitest';
import { waitForRound } from '../../../server/translation/rounds.ts';
import { TranslationError } from '../../../server/translation/translation-error.ts';
import { LEAST_ROUND_MS, ROUND_PAUSE_MS } from '../../../server/translation/translation-limits.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { chainOf, failingEngine, readyEngine } from './chains.ts';
import { manualEngine, sentence } from './stories.ts';

describe('the wait before the next round', () => {
  const waitAfter = (changes: Partial<Parameters<typeof waitForRound>[0]> = {}) =>
    waitForRound({ purpose: 'settled', failedRounds: 1, opensInMs: 0, leftMs: 3_900, ...changes });

  it('is short when an engine may be asked again, and lasts until a closed gate opens', () => {
    expect(waitAfter()).toBe(ROUND_PAUSE_MS);
    expect(waitAfter({ opensInMs: 1_234 })).toBe(1_234);
  });

  it('is none after three failed rounds, or when no engine opens', () => {
    expect(waitAfter({ failedRounds: 2 })).toBe(ROUND_PAUSE_MS);
    expect(waitAfter({ failedRounds: 3 })).toBeUndefined();
    expect(waitAfter({ opensInMs: undefined })).toBeUndefined();
  });

  it('is none when too little of the deadline would be left', () => {
    expect(waitAfter({ leftMs: ROUND_PAUSE_MS + LEAST_ROUND_MS })).toBe(ROUND_PAUSE_MS);
    expect(waitAfter({ leftMs: ROUND_PAUSE_MS + LEAST_ROUND_MS - 1 })).toBeUndefined();
    expect(waitAfter({ opensInMs: 3_501 })).toBeUndefined();
  });

  it.each(['draft', 'catch-up'] as const)('is none for a %s', (purpose) => {
    expect(waitAfter({ purpose })).toBeUndefined();
  });
});

describe('a settled line that an only engine fails', () => {
  const clockOf = () => new VirtualClock({ startAt: 0, isWorking: () => false, passesWhileWorking: false });

  /** An engine that fails in this way at first, and then translates. */
  function recovering(failures: readonly TranslationError['kind'][]) {
    let calls = 0;
    const engine = manualEngine('libre', {
      translate: async ({ text }) => {
        const kind = failures[calls];
        calls += 1;
        if (kind !== undefined) throw new TranslationError('libre', kind, 'failed');
        return { text: `libre: ${text}` };
      },
    });
    return { engine, count: () => calls };
  }

  it('is translated by a later round within the deadline', async () => {
    using clock = clockOf();
    const libre = recovering(['network', 'network']);
    await using chain = chainOf([libre.engine]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(2 * ROUND_PAUSE_MS);
    expect(await answer).toMatchObject({ text: 'libre: Hello.' });
    expect(libre.count()).toBe(3);
  });

  it('waits for a pause that ends in time, also when it comes in the middle of it', async () => {
    using clock = clockOf();
    const libre = recovering(['rate-limited']);
    await using chain = chainOf([libre.engine]);
    const refused = chain.translate(sentence('Hello.'));
    await clock.advanceTo(600);
    const waiting = chain.translate(sentence('And you?'));
    await clock.advanceTo(999);
    expect(libre.count()).toBe(1);
    await clock.advanceTo(1_000);
    expect([await refused, await waiting]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('is given up at once when the pause outlasts the deadline', async () => {
    const libre = manualEngine('libre', {
      translate: () =>
        Promise.reject(new TranslationError('libre', 'rate-limited', 'failed', { retryAfterMs: 5_000 })),
    });
    await using chain = chainOf([libre]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
  });

  it.each(['bad-key', 'quota', 'language', 'bad-reply'] as const)(
    'is asked once after the lasting failure %s',
    async (kind) => {
      const libre = failingEngine('libre', kind);
      await using chain = chainOf([libre.engine]);
      expect(await chain.translate(sentence('Hello.'))).toMatchObject({ ok: false });
      expect(libre.count()).toBe(1);
    },
  );

  it('is asked once as a draft', async () => {
    const libre = failingEngine('libre');
    await using chain = chainOf([libre.engine]);
    await chain.translate(sentence('Hello', { purpose: 'draft' }));
    expect(libre.count()).toBe(1);
  });

  it('is asked no more when its caller leaves between two rounds', async () => {
    using clock = clockOf();
    const libre = failingEngine('libre');
    await using chain = chainOf([libre.engine]);
    const caller = new AbortController();
    const answer = chain.translate(sentence('Hello.', { signal: caller.signal }));
    await clock.advanceTo(ROUND_PAUSE_MS / 2);
    caller.abort();
    expect(await answer).toEqual({ ok: false, retryable: true });
    expect(libre.count()).toBe(1);
  });

  it('goes on to the next engine in a later round, too', async () => {
    using clock = clockOf();
    const google = failingEngine('google', 'bad-key');
    const libre = recovering(['network']);
    await using chain = chainOf([
      google.engine,
      libre.engine,
      readyEngine('deepl', { supports: () => false }),
    ]);
    const answer = chain.translate(sentence('Hello.'));
    await clock.advanceTo(ROUND_PAUSE_MS);
    expect(await answer).toMatchObject({ engine: 'libre' });
    expect(google.count()).toBe(1);
  });
});
