/** Covers server/translation/pipeline/breaker/breakers.ts. */
import { describe, expect, it } from 'vitest';
import { createEngineGate } from '../../../../../server/translation/pipeline/breaker/engine-gate.ts';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { recordingLogger, silent, withResolvers } from '../../stories.ts';

const minute = 60_000;

const asked = (targetLanguage: string) => ({
  meetingId: 'm',
  lineId: 'l',
  sourceLanguage: 'en',
  targetLanguage,
});

/** No breaker admits a trial call before the story is over, unless its pause is shorter. */
function gateStory(engine = 'google', breakerPauseMs = 60_000) {
  const log = recordingLogger();
  const clock = { now: 0 };
  const gate = createEngineGate({ engine, logger: log.logger, now: () => clock.now, breakerPauseMs });
  const fail = (error: TranslationError, targetLanguage = 'es') =>
    gate
      .run(asked(targetLanguage), async () => {
        throw error;
      })
      .catch(() => undefined);
  const succeed = (targetLanguage = 'es') => gate.run(asked(targetLanguage), async () => 'hola');
  return { gate, log, clock, fail, succeed };
}

const error = (kind: TranslationError['kind'], details: { status?: number; retryAfterMs?: number } = {}) =>
  new TranslationError('google', kind, 'failed', details);

describe('an engine that refuses', () => {
  it('pauses as long as Retry-After says, at most an hour', async () => {
    const { gate, clock, fail } = gateStory();
    await fail(error('rate-limited', { status: 429, retryAfterMs: 7_000 }));
    expect(gate.allows(asked('es'))).toBe('later');
    clock.now = 6_999;
    expect(gate.allows(asked('es'))).toBe('later');
    clock.now = 7_000;
    expect(gate.allows(asked('es'))).toBe('ask');
    await fail(error('rate-limited', { status: 429, retryAfterMs: 10 * 24 * 60 * minute }));
    clock.now += 60 * minute;
    expect(gate.allows(asked('es'))).toBe('ask');
  });

  it('pauses 1 s after a 429 without Retry-After, twice as long each time up to 30 s, and 1 s again after a success', async () => {
    const { gate, clock, fail, succeed } = gateStory();
    const pauses: number[] = [];
    const refuse = async () => {
      const from = clock.now;
      // Calls that were under way together are one refusal.
      await Promise.all([1, 2, 3].map(() => fail(error('rate-limited', { status: 429 }))));
      while (gate.allows(asked('es')) !== 'ask') clock.now += 500;
      pauses.push(clock.now - from);
    };
    for (let time = 0; time < 7; time += 1) await refuse();
    await succeed();
    await refuse();
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 1_000]);
  });

  it('says when it opens again, and not when the operator has to act', async () => {
    const { gate, clock, fail } = gateStory();
    expect(gate.opensInMs(asked('es'))).toBe(0);
    await fail(error('rate-limited', { status: 429 }));
    clock.now = 300;
    expect(gate.opensInMs(asked('es'))).toBe(700);
    clock.now = 1_000;
    await fail(error('bad-key', { status: 403 }));
    expect(gate.opensInMs(asked('es'))).toBeUndefined();
  });

  it('pauses 10 minutes after the "Sorry…" page, then 20, 40, 60, and 10 again after a success', async () => {
    const { gate, clock, fail, succeed } = gateStory();
    const rests: number[] = [];
    const refuse = async () => {
      const from = clock.now;
      await fail(error('refused', { status: 429 }));
      while (gate.allows(asked('es')) !== 'ask') clock.now += minute;
      rests.push((clock.now - from) / minute);
    };
    for (let time = 0; time < 5; time += 1) await refuse();
    await succeed();
    await refuse();
    expect(rests).toEqual([10, 20, 40, 60, 60, 10]);
  });

  it('counts refusals of concurrent calls once', async () => {
    const { gate, clock, fail } = gateStory();
    await Promise.all([1, 2, 3, 4].map(() => fail(error('refused', { status: 429 }))));
    clock.now = 10 * minute;
    expect(gate.allows(asked('es'))).toBe('ask');
  });

  it('stays paused when a call from before the refusal succeeds', async () => {
    const { gate, fail } = gateStory();
    const early = withResolvers<string>();
    const underWay = gate.run(asked('es'), () => early.promise);
    await fail(error('refused', { status: 429 }));
    early.resolve('hola');
    await underWay;
    expect(gate.allows(asked('es'))).toBe('later');
  });

  it('logs a wrong key once, with the name of the variable', async () => {
    const { gate, log, clock } = gateStory('deepl');
    const wrongKey = new TranslationError('deepl', 'bad-key', 'the key was refused', { status: 403 });
    for (let time = 0; time < 3; time += 1) {
      await gate.run(asked('es'), () => Promise.reject(wrongKey)).catch(() => undefined);
      expect(gate.allows(asked('es'))).toBe('no');
      clock.now += 60 * minute;
    }
    const told = log.lines().filter((line) => line.engine === 'deepl');
    expect(told).toHaveLength(1);
    expect(told[0]?.msg).toContain('check DEEPL_KEY');
  });

  it('skips a pair that was refused, and no other', async () => {
    const { gate, log, fail } = gateStory();
    await fail(error('language', { status: 400 }));
    await fail(error('language', { status: 400 }));
    expect(gate.allows(asked('es'))).toBe('no');
    expect(gate.allows(asked('fr'))).toBe('ask');
    expect(log.lines()).toHaveLength(1);
  });
});

describe('an engine that fails', () => {
  it('opens its breaker after five failures in a row, then admits one trial call', async () => {
    const { gate, fail, succeed } = gateStory('google', 200);
    for (let time = 0; time < 4; time += 1) await fail(error('network', { status: 503 }));
    await succeed();
    for (let time = 0; time < 4; time += 1) await fail(error('timeout'));
    expect(gate.allows(asked('es'))).toBe('ask');
    await fail(error('network'));
    expect(gate.state()).toBe('open');
    expect(gate.allows(asked('es'))).toBe('later');
    await expect(succeed()).rejects.toMatchObject({ kind: 'network', counts: false });
    await expect.poll(() => gate.allows(asked('es'))).toBe('ask');
    const trial = withResolvers<string>();
    const trying = gate.run(asked('es'), () => trial.promise);
    expect(gate.state()).toBe('half-open');
    expect(gate.allows(asked('es'))).toBe('later');
    trial.resolve('hola');
    await trying;
    expect(gate.state()).toBe('closed');
  });

  it('waits 1 s before a trial call, and twice as long after each that fails, up to 30 s', async () => {
    using clock = new VirtualClock({ startAt: 0, isWorking: () => false, passesWhileWorking: false });
    const gate = createEngineGate({ engine: 'google', logger: silent, now: Date.now });
    const fail = () => gate.run(asked('es'), () => Promise.reject(error('network'))).catch(() => undefined);
    const waits: (number | undefined)[] = [];
    for (let time = 0; time < 5; time += 1) await fail();
    for (let trial = 0; trial < 7; trial += 1) {
      const waitMs = gate.opensInMs(asked('es'));
      waits.push(waitMs);
      await clock.advanceTo(clock.now() + (waitMs ?? 0));
      expect(gate.allows(asked('es'))).toBe('ask');
      await fail();
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('keeps its breaker closed after late drafts, missing phrases and callers that left', async () => {
    const { gate, fail } = gateStory();
    for (let time = 0; time < 6; time += 1) {
      await fail(new TranslationError('google', 'timeout', 'late', { counts: false }));
      await fail(error('language'));
      await fail(error('cancelled'));
    }
    expect(gate.state()).toBe('closed');
    expect(gate.allows(asked('es'))).toBe('ask');
  });
});

describe('an engine that fails in one language', () => {
  const persistently = async (fail: ReturnType<typeof gateStory>['fail'], targetLanguage: string) => {
    for (let time = 0; time < 5; time += 1) await fail(error('timeout'), targetLanguage);
  };

  it('opens the breaker of this language, and is asked in every other', async () => {
    const { gate, fail, succeed } = gateStory();
    await succeed('es');
    await persistently(fail, 'fr');
    expect(gate.allows(asked('fr'))).toBe('later');
    expect(gate.state('fr')).toBe('open');
    expect(gate.allows(asked('es'))).toBe('ask');
    expect([gate.state('es'), gate.state()]).toEqual(['closed', 'closed']);
  });

  it('is asked in the other languages while one of them works, however many fail', async () => {
    const { gate, fail, succeed } = gateStory();
    for (const targetLanguage of ['fr', 'de', 'it']) {
      await persistently(fail, targetLanguage);
      await succeed('es');
    }
    expect(gate.allows(asked('es'))).toBe('ask');
  });

  it('opens the breaker of the whole engine when a second language fails and none has worked between', async () => {
    const { gate, fail, succeed } = gateStory('google', 200);
    await persistently(fail, 'fr');
    await persistently(fail, 'de');
    expect(gate.allows(asked('es'))).toBe('later');
    expect(gate.state()).toBe('open');
    await expect.poll(() => gate.allows(asked('es'))).toBe('ask');
    await succeed('es');
    expect(gate.state('es')).toBe('closed');
    expect(gate.state()).toBe('closed');
  });
});
