/** Covers server/translation/pipeline/breaker/unusable-answers.ts. */
import { describe, expect, it } from 'vitest';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';
import { chainOf, readyEngine } from '../../chains.ts';
import { manualEngine, recordingLogger, sentence } from '../../stories.ts';

describe('an engine that keeps failing', () => {
  it('opens its breaker after five failures, and is asked again after a successful trial call', async () => {
    using clock = new VirtualClock({ startAt: 0, isWorking: () => false, passesWhileWorking: false });
    const google = manualEngine('google', { limits: { concurrency: 4 } });
    await using chain = chainOf([google, readyEngine('libre')], { breakerPauseMs: 1_000 });
    const fail = async (text: string) => {
      const answer = chain.translate(sentence(text));
      await clock.advanceTo(clock.now());
      google.calls.at(-1)?.fail(new TranslationError('google', 'network', 'down'));
      expect(await answer).toMatchObject({ engine: 'libre' });
    };
    for (let time = 0; time < 5; time += 1) await fail(`Hello ${time}.`);
    expect(await chain.translate(sentence('Hello again.'))).toMatchObject({ engine: 'libre' });
    expect(google.calls).toHaveLength(5);
    expect(chain.states()[0]).toMatchObject({ engine: 'google', breaker: 'open' });
    await clock.advanceTo(1_000);
    const trial = chain.translate(sentence('Are you back?'));
    await clock.advanceTo(1_000);
    google.calls[5]?.answer('¿Has vuelto?');
    expect(await trial).toMatchObject({ engine: 'google' });
    expect(chain.states()[0]?.breaker).toBe('closed');
  });
});

describe('unusable answers', () => {
  /** An engine with answers that hold a foreign mark, for every text that begins with "Odd". */
  const oddEngine = () =>
    readyEngine('libre', {
      translate: async ({ text }) => ({ text: text.startsWith('Odd') ? `${text} ⟦7⟧` : `libre: ${text}` }),
    });
  const scene = () => {
    const clock = { now: 0 };
    const log = recordingLogger();
    const chain = chainOf([oddEngine(), readyEngine('google')], {
      now: () => clock.now,
      logger: log.logger,
      breakerPauseMs: 5_000,
    });
    let lines = 0;
    const say = async (meetingId: string, text: string, lineId = `l${++lines}`) => {
      const answer = await chain.translate(sentence(text, { meetingId, lineId }));
      return answer.ok ? answer.engine : 'none';
    };
    const odd = () => chain.counts.all.find(({ engine }) => engine === 'libre')?.failures['bad-reply'];
    return { chain, clock, log, say, odd, [Symbol.asyncDispose]: () => chain[Symbol.asyncDispose]() };
  };

  it('to sentences of one meeting leave the engine to every other meeting, and are counted', async () => {
    await using stage = scene();
    const { chain, log, say, odd } = stage;
    for (let at = 0; at < 10; at += 1) expect(await say('odd', `Odd ${at}.`)).toBe('google');
    expect(await say('innocent', 'Hello.')).toBe('libre');
    expect(chain.states()[0]?.breaker).toBe('closed');
    // Three in a row pause the engine for their meeting.
    expect(odd()).toBe(3);
    expect(log.lines()).toMatchObject([
      { engine: 'libre', language: 'es', meetingId: 'odd', pauseMs: 5_000 },
    ]);
    expect(log.text()).not.toContain('Odd 1');
  });

  it('pause the engine in their meeting, each time twice as long, until it has a usable one', async () => {
    await using stage = scene();
    const { clock, say, odd } = stage;
    for (let at = 0; at < 4; at += 1) await say('odd', `Odd ${at}.`);
    clock.now = 4_999;
    expect(await say('odd', 'Well.')).toBe('google');
    clock.now = 5_000;
    await say('odd', 'Odd again.');
    expect(odd()).toBe(4);
    clock.now += 9_999;
    expect(await say('odd', 'Now.')).toBe('google');
    clock.now += 1;
    expect(await say('odd', 'Better.')).toBe('libre');
    for (let at = 0; at < 2; at += 1) await say('odd', `Odd ${at} more.`);
    expect(await say('odd', 'Good.')).toBe('libre');
  });

  it('to one line, however often it is tried, pause nothing', async () => {
    await using stage = scene();
    const { say } = stage;
    for (let at = 0; at < 9; at += 1) await say('odd', `Odd ${at}.`, 'line');
    expect(await say('odd', 'Hello.')).toBe('libre');
  });

  it('in another language of the same meeting are counted apart', async () => {
    await using stage = scene();
    const { chain, say } = stage;
    for (let at = 0; at < 3; at += 1) await say('odd', `Odd ${at}.`);
    expect(
      await chain.translate(sentence('Bonjour.', { meetingId: 'odd', targetLanguage: 'fr' })),
    ).toMatchObject({
      engine: 'libre',
    });
  });

  it('to three meetings with no usable one between open the breaker of the language', async () => {
    await using stage = scene();
    const { chain, say } = stage;
    // The third meeting's is the first of five failures that count.
    for (const meetingId of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await say(meetingId, `Odd of ${meetingId}.`);
    expect(chain.states()[0]?.breaker).toBe('open');
    expect(await say('innocent', 'Hello.')).toBe('google');
  });

  it('to many meetings leave the breaker closed while others are translated well', async () => {
    await using stage = scene();
    const { chain, say } = stage;
    for (const meetingId of ['a', 'b', 'c', 'd', 'e']) {
      for (let at = 0; at < 2; at += 1) await say(meetingId, `Odd ${at} of ${meetingId}.`);
      expect(await say('innocent', `Hello ${meetingId}.`)).toBe('libre');
    }
    expect(chain.states()[0]?.breaker).toBe('closed');
  });
});
