/** Covers server/translation/engines/libre/libre-languages.ts. */
import { describe, expect, it } from 'vitest';
import { createLibreEngine } from '../../../../../server/translation/engines/libre/libre.ts';
import { type FakeLibre, startFakeLibre } from '../../../../support/fake-engines/fake-libre.ts';
import { question, silent } from '../../stories.ts';

const engineFor = (libre: FakeLibre, options: { key?: string; now?: () => number } = {}) =>
  createLibreEngine({ url: libre.url, logger: silent, now: Date.now, ...options });

describe('libre', () => {
  it('serves what the server lists, and no pair beyond', async () => {
    await using libre = await startFakeLibre({ codes: ['en', 'es', 'pb', 'zt'] });
    await using engine = await engineFor(libre);
    expect(engine.languages().map(({ tag }) => tag)).toEqual(
      expect.arrayContaining(['es', 'pt-BR', 'pt-PT', 'zh-Hant']),
    );
    expect(engine.languages().map(({ tag }) => tag)).not.toContain('zh-Hans');
    expect(engine.supports('en', 'es')).toBe(true);
    expect(engine.supports('und', 'es')).toBe(true);
    expect(engine.supports('de', 'es')).toBe(false);
    expect(engine.supports('en', 'de')).toBe(false);
    // Tamil has no code here: asking for detection would only guess another language.
    expect(engine.supports('ta', 'es')).toBe(false);
  });

  it.each([
    ['en', 'zh-Hans', 'en', 'zh'],
    ['en', 'zh-Hant', 'en', 'zt'],
    ['pt', 'en', 'pt', 'en'],
    ['en-GB', 'pt-BR', 'en', 'pb'],
    ['zh-Hant', 'pt-PT', 'zt', 'pt'],
    ['und', 'fil', 'auto', 'tl'],
  ])('from %s into %s goes out as %s into %s', async (sourceLanguage, targetLanguage, from, to) => {
    await using libre = await startFakeLibre();
    await using engine = await engineFor(libre);
    expect(await engine.translate(question('Text', { sourceLanguage, targetLanguage }))).toEqual({
      text: `[${to}] Text`,
    });
    expect(libre.service.calls[0]?.body).toEqual({ q: 'Text', source: from, target: to });
  });

  it('accepts either spelling of Chinese and Portuguese in the list', async () => {
    await using libre = await startFakeLibre({ codes: ['en', 'zh-Hans', 'zh-Hant', 'pt-BR'] });
    await using engine = await engineFor(libre);
    for (const targetLanguage of ['zh-Hans', 'zh-Hant', 'pt-BR'])
      await engine.translate(question('Text', { targetLanguage }));
    expect(libre.service.calls).toHaveLength(3);
  });

  it('sends its key, and reports a wrong one', async () => {
    await using libre = await startFakeLibre({ key: 'right' });
    await using good = await engineFor(libre, { key: 'right' });
    expect(await good.translate(question('Text'))).toEqual({ text: '[es] Text' });
    await using bad = await engineFor(libre, { key: 'wrong' });
    await expect(bad.translate(question('Text'))).rejects.toMatchObject({ kind: 'bad-key' });
  });

  it('starts without its server, and reads the languages when the server is up', async () => {
    const clock = { now: 0 };
    await using libre = await startFakeLibre({ codes: ['en', 'es'] });
    libre.listing.fails = true;
    await using engine = await engineFor(libre, { now: () => clock.now });
    expect(engine.supports('en', 'fr')).toBe(true);
    libre.listing.fails = false;
    clock.now = 11_000;
    await expect.poll(() => engine.supports('en', 'fr')).toBe(false);
    expect(engine.supports('en', 'es')).toBe(true);
  });

  it('asks the server again for its list when the server refuses a pair it had listed', async () => {
    await using libre = await startFakeLibre({ codes: ['en', 'es', 'fr'] });
    await using engine = await engineFor(libre);
    libre.listing.codes = ['en', 'es'];
    await expect(engine.translate(question('Text', { targetLanguage: 'fr' }))).rejects.toMatchObject({
      kind: 'language',
    });
    await expect.poll(() => engine.supports('en', 'fr')).toBe(false);
  });
});
