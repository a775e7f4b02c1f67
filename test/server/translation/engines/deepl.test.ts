import { describe, expect, it } from 'vitest';
import { createDeeplEngine } from '../../../../server/translation/engines/deepl.ts';
import { startFakeDeepl } from '../../../support/fake-engines/fake-deepl.ts';
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
    ['kok', 'ku', 'GOM', 'KMR'],
  ])('from %s into %s goes out as %s into %s', async (source, target, from, to) => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    await engine.translate(question('Text', { source, target }));
    expect(deepl.calls[0]?.body).toMatchObject({ source_lang: from, target_lang: to });
  });

  it('leaves out a source nobody knows', async () => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: `${deepl.origin}/v2` });
    await engine.translate(question('Text', { source: 'und' }));
    expect(deepl.calls[0]?.body).toEqual({ text: ['Text'], target_lang: 'ES' });
  });

  it('gives the last three sentences as context', async () => {
    await using deepl = await startFakeDeepl();
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: `${deepl.origin}/v2/translate` });
    const context = ['One.', 'Two.', 'Three.', 'Four.'].map((source) => ({ source, translation: 'x' }));
    await engine.translate(question('Five.', { context }));
    expect(deepl.calls[0]?.body).toHaveProperty('context', 'Two. Three. Four.');
  });

  it('tells a wrong key, a spent quota and an unknown pair apart', async () => {
    await using deepl = await startFakeDeepl();
    const wrong = createDeeplEngine({ key: 'other', url: deepl.origin });
    await expect(wrong.translate(question('Text'))).rejects.toMatchObject({ kind: 'bad-key', status: 403 });
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    deepl.fault = { kind: 'reply', status: 456, body: { message: 'Quota exceeded' } };
    await expect(engine.translate(question('Text'))).rejects.toMatchObject({ kind: 'quota' });
    deepl.fault = undefined;
    await expect(engine.translate(question('Text', { target: 'an' }))).rejects.toMatchObject({
      kind: 'language',
      status: 400,
    });
  });

  it('takes an answer of another shape for no translation', async () => {
    await using deepl = await startFakeDeepl();
    deepl.fault = { kind: 'reply', body: { translations: [] } };
    const engine = createDeeplEngine({ key: 'fake-deepl-key', url: deepl.origin });
    await expect(engine.translate(question('Text'))).rejects.toMatchObject({ kind: 'bad-reply' });
  });
});
