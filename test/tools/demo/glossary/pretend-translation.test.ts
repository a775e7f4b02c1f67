import { expect, it } from 'vitest';
import type { TranslationRequest } from '../../../../server/captions/ports/translator.ts';
import { loadConfig } from '../../../../server/config/config.ts';
import { createLogger } from '../../../../server/logger.ts';
import { createTranslation } from '../../../../server/translation/create-translation.ts';
import { phrasebookLanguages } from '../languages.ts';
import { dock, dockTranslations } from './dock-sentence.ts';
import { withPretendEngine } from './pretend-translation.ts';

async function pretendEngine() {
  const config = loadConfig(
    {
      CLIENT_ID: 'id',
      CLIENT_SECRET: 'secret',
      ZOOM_SECRET_TOKEN: 'token',
      REDIRECT_URI: 'https://captions.example/callback',
      TRANSLATE_ENGINES: 'google',
      GOOGLE_URL: 'http://127.0.0.1:9',
    },
    '/',
  );
  const { sourceLanguage, translation } = config;
  return withPretendEngine(
    await createTranslation(translation, { sourceLanguage, logger: createLogger('silent') }),
  );
}

const request = (text: string, replacement?: string): TranslationRequest => ({
  meetingId: 'm',
  lineId: 'l',
  text,
  sourceLanguage: 'en',
  targetLanguage: 'es',
  purpose: 'settled',
  context: [],
  terms: {
    find: () => (replacement === undefined ? [] : [{ start: 4, end: 8, replacement }]),
  },
  signal: new AbortController().signal,
});

it('mistakes the dock, unless a term stands for it', async () => {
  await using engine = await pretendEngine();
  expect(await engine.translate(request(dock.sentence))).toMatchObject({
    text: 'El muelle del mercado viejo está lleno otra vez.',
  });
  expect(await engine.translate(request(dock.sentence, 'anclaje'))).toMatchObject({
    text: 'El anclaje del mercado viejo está lleno otra vez.',
    engine: 'pretend',
  });
});

it('leaves every other sentence to the engines behind it', async () => {
  await using engine = await pretendEngine();
  expect(await engine.translate(request('The ship is in the dock.'))).toMatchObject({ ok: false });
});

it('knows every language of the phrasebook but the one that is spoken', async () => {
  const languages = await phrasebookLanguages();
  expect(languages.filter((tag) => tag !== 'en' && !(tag in dockTranslations))).toEqual([]);
  for (const { machine, term } of Object.values(dockTranslations)) {
    expect(machine).toMatch(/\{[^{}]+\}/);
    expect(machine).not.toContain(term);
  }
});
