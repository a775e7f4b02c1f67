import { describe, expect, it } from 'vitest';
import { createGoogleEngine } from '../../../../server/translation/engines/google.ts';
import { sorryPage, startFakeGoogle } from '../../../support/fake-engines/fake-google.ts';
import { question } from '../stories.ts';

describe('google', () => {
  it.each([
    ['zh-Hant', 'zh-TW'],
    ['zh-Hans', 'zh-CN'],
    ['fil', 'tl'],
    ['yue', 'yue'],
    ['he', 'iw'],
    ['nb', 'no'],
    ['jv', 'jw'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt-PT'],
    ['es-419', 'es'],
  ])('translates into %s with the code %s', async (targetLanguage, code) => {
    await using google = await startFakeGoogle();
    const engine = createGoogleEngine({ url: google.origin });
    expect(await engine.translate(question('Hello, world.', { targetLanguage }))).toEqual({
      text: `[${code}] Hello, world.`,
    });
  });

  it('leaves an undetermined source to the service, and names a known one', async () => {
    await using google = await startFakeGoogle();
    const engine = createGoogleEngine({ url: google.origin });
    for (const sourceLanguage of ['und', 'fr-CA', 'zh-Hant', 'es-MX'])
      await engine.translate(question('Text', { sourceLanguage, targetLanguage: 'de' }));
    expect(google.calls.map((call) => call.query.sl)).toEqual(['auto', 'fr', 'zh-TW', 'es']);
  });

  it.each([
    ['429', sorryPage],
    ['403', { ...sorryPage, status: 403 }],
    [
      'a redirect to it',
      { status: 302, headers: { location: 'https://www.google.com/sorry/index?continue=x' }, body: '' },
    ],
  ])('classifies the "Sorry…" page as a refusal (%s)', async (_name, page) => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'reply', ...page };
    const engine = createGoogleEngine({ url: google.origin });
    await expect(engine.translate(question('Hello'))).rejects.toMatchObject({ kind: 'refused' });
    expect(google.calls).toHaveLength(1);
  });

  it('classifies a 429 without the page as a rate limit', async () => {
    await using google = await startFakeGoogle();
    google.fault = { kind: 'reply', status: 429, body: {} };
    const engine = createGoogleEngine({ url: google.origin });
    await expect(engine.translate(question('Hello'))).rejects.toMatchObject({ kind: 'rate-limited' });
  });
});
