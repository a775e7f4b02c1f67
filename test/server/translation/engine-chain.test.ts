/** Covers server/translation/engine.ts, server/translation/translation-error.ts, server/translation/translation-limits.ts. */
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../server/translation/engine.ts';
import { chainOf, failingEngine, readyEngine } from './chains.ts';
import { manualEngine, recordingLogger, sentence } from './stories.ts';

describe('the order of the engines', () => {
  it('uses the first that translates, and names it', async () => {
    const third = readyEngine('libre');
    await using chain = chainOf([
      failingEngine('google').engine,
      readyEngine('deepl', { supports: () => false }),
      third,
    ]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({
      ok: true,
      text: 'libre: Hello.',
      origin: 'machine',
      engine: 'libre',
    });
    expect(chain.counts.all).toContainEqual(
      expect.objectContaining({
        engine: 'google',
        language: 'es',
        calls: 1,
        fallbacks: 1,
        failures: { network: 1 },
      }),
    );
  });

  it('is the same in each of three rounds', async () => {
    const [first, second] = [failingEngine('google'), failingEngine('libre')];
    await using chain = chainOf([first.engine, second.engine]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
    expect([first.count(), second.count()]).toEqual([3, 3]);
  });

  it('falls back from a phrasebook without the entry, which is no failure', async () => {
    const book = failingEngine('phrasebook', 'language').engine;
    await using chain = chainOf([book, readyEngine('google')]);
    for (let time = 0; time < 5; time += 1) await chain.translate(sentence(`Hello ${time}.`));
    expect(await chain.translate(sentence('Bye.'))).toMatchObject({ engine: 'google' });
    expect(chain.states()[0]).toMatchObject({ engine: 'phrasebook', breaker: 'closed' });
    expect(chain.counts.all[0]).toMatchObject({ engine: 'phrasebook', fallbacks: 0, failures: {} });
  });

  it.each<[string, readonly Engine[], boolean]>([
    ['nothing runs', [], false],
    ['no engine knows the pair', [readyEngine('google', { supports: () => false })], false],
    ['the key is wrong', [failingEngine('deepl', 'bad-key').engine], false],
    ['the server is away', [failingEngine('libre').engine], true],
  ])('reports whether the failure is retryable when %s', async (_name, engines, retryable) => {
    await using chain = chainOf(engines);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable });
  });

  it('never rejects, even when an engine throws synchronously', async () => {
    const broken = manualEngine('broken', {
      translate: () => {
        throw new TypeError('undefined is not a function');
      },
    });
    await using chain = chainOf([broken]);
    expect(await chain.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
  });
});

describe('the text', () => {
  it('is sent well formed and bounded', async () => {
    const google = readyEngine('google');
    await using chain = chainOf([google]);
    await chain.translate(sentence(' half \ud83d of a pair '));
    await chain.translate(sentence('x'.repeat(100_000)));
    expect(google.asked[0]).toBe('half \ufffd of a pair');
    expect(google.asked[1]).toHaveLength(1_200);
    expect(await chain.translate(sentence('  '))).toEqual({ ok: false, retryable: false });
  });

  it('never appears in the log', async () => {
    const log = recordingLogger('trace');
    await using chain = chainOf(
      [failingEngine('google', 'bad-key', { status: 403 }).engine, readyEngine('libre')],
      {
        logger: log.logger,
      },
    );
    await chain.translate(sentence('Our merger with Falcon.'));
    expect(log.text()).toContain('google');
    expect(log.text()).not.toContain('Falcon');
  });
});
