import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import type { EngineRequest } from '../../../../server/translation/engine.ts';
import { createDeeplEngine } from '../../../../server/translation/engines/deepl.ts';
import { startFakeDeepl } from '../../../support/fake-engines/fake-deepl.ts';
import { askProtected } from '../chains.ts';
import { question } from '../stories.ts';

describe('deepl', () => {
  it('sends the key in a header and nothing in the address', async () => {
    await using deepl = await startFakeDeepl('secret-key');
    const engine = createDeeplEngine({ key: 'secret-key', url: deepl.origin });
    expect(await engine.translate(question('Hello & "welcome".'))).toEqual({
      text: '[ES] Hello & "welcome".',
    });
    expect(deepl.calls[0]).toMatchObject({
      query: {},
      body: { text: ['Hello & "welcome".'], source_lang: 'EN', target_lang: 'ES' },
    });
  });

  it.each([
    ['pt-PT', 'zh-Hant', 'PT', 'ZH-HANT'],
    ['zh-Hans', 'en', 'ZH', 'EN-US'],
    ['en-GB', 'pt-BR', 'EN', 'PT-BR'],
    ['fr-CA', 'es-419', 'FR', 'ES-419'],
    ['en', 'fr-CA', 'EN', 'FR-CA'],
    ['en', 'de-CH', 'EN', 'DE-CH'],
    ['de-CH', 'en', 'DE', 'EN-US'],
    ['kok', 'ku', 'GOM', 'KMR'],
  ])('from %s into %s goes out as %s into %s', async (sourceLanguage, targetLanguage, from, to) => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    await engine.translate(question('Text', { sourceLanguage, targetLanguage }));
    expect(deepl.calls[0]?.body).toMatchObject({ source_lang: from, target_lang: to });
  });

  it('omits an undetermined source', async () => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: `${deepl.origin}/v2` });
    await engine.translate(question('Text', { sourceLanguage: 'und' }));
    expect(deepl.calls[0]?.body).toEqual({ text: ['Text'], target_lang: 'ES' });
  });

  it('sends the last three sentences as context', async () => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: `${deepl.origin}/v2/translate` });
    const context = ['One.', 'Two.', 'Three.', 'Four.'].map((source) => ({ source, translation: 'x' }));
    await engine.translate(question('Five.', { context }));
    expect(deepl.calls[0]?.body).toHaveProperty('context', 'Two. Three. Four.');
  });

  it('wraps terms in tags that DeepL ignores, and unwraps them', async () => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    const text = 'R&D at Acme asked: is 1 < 2 in the "spreadsheet"?';
    const terms = [{ term: 'Acme' }, { term: 'spreadsheet', replacement: 'hoja de cálculo <1>' }];
    const found = termFinder(terms).find(text);
    const ask = (request: EngineRequest) => engine.translate(request);
    expect(await askProtected(engine, ask, text, found)).toEqual({
      text: '[ES] R&D at Acme asked: is 1 < 2 in the "hoja de cálculo <1>"?',
    });
    expect(deepl.calls).toHaveLength(1);
    expect(deepl.calls[0]?.body).toMatchObject({
      tag_handling: 'xml',
      tag_handling_version: 'v2',
      ignore_tags: ['x'],
    });
  });

  it.each([
    ['default', undefined],
    ['more', 'prefer_more'],
    ['less', 'prefer_less'],
  ] as const)('addresses people as the operator wishes: %s', async (formality, sent) => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin, formality });
    // Turkish has no such choice at DeepL: it must not be refused.
    for (const targetLanguage of ['de', 'tr'])
      await engine.translate(question('How are you?', { targetLanguage }));
    expect(deepl.calls.map(({ body }) => new Map(Object.entries(body ?? {})).get('formality'))).toEqual([
      sent,
      sent,
    ]);
  });

  it('distinguishes a wrong key, a spent quota and an unknown pair', async () => {
    await using deepl = await startFakeDeepl();
    const wrong = createDeeplEngine({ key: 'other', url: deepl.origin });
    await expect(wrong.translate(question('Text'))).rejects.toMatchObject({ kind: 'bad-key', status: 403 });
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    deepl.fault = { kind: 'reply', status: 456, body: { message: 'Quota exceeded' } };
    await expect(engine.translate(question('Text'))).rejects.toMatchObject({ kind: 'quota' });
    deepl.fault = undefined;
    await expect(engine.translate(question('Text', { targetLanguage: 'an' }))).rejects.toMatchObject({
      kind: 'language',
      status: 400,
    });
  });

  it('refuses an answer of another shape', async () => {
    await using deepl = await startFakeDeepl();
    deepl.fault = { kind: 'reply', body: { translations: [] } };
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    await expect(engine.translate(question('Text'))).rejects.toMatchObject({ kind: 'bad-reply' });
  });
});
