import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../server/config/config.ts';
import { createPhrasebookEngine } from '../../../../server/translation/engines/phrasebook.ts';
import { question } from '../stories.ts';

async function bookOf(content: unknown, assumedSource?: string) {
  const directory = await mkdtemp(join(tmpdir(), 'phrasebook-'));
  const file = join(directory, 'phrases.json');
  try {
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return await createPhrasebookEngine({ file, assumedSource });
  } finally {
    await rm(directory, { recursive: true });
  }
}

const entries = [
  {
    en: 'Can you hear me?',
    es: '¿Me oyen?',
    'pt-BR': 'Vocês me ouvem?',
    ar: 'هل تسمعونني؟',
    'zh-Hant': '聽得到我嗎？',
  },
  { en: 'Thank you.', fr: 'Merci.' },
  { en: 'Thank you.', es: 'Gracias.' },
  { es: 'No.', en: 'No.', de: 'Nein.' },
];

describe('phrasebook', () => {
  it('translates from any language of an entry into any other', async () => {
    const book = await bookOf({ entries });
    const say = async (text: string, sourceLanguage: string, targetLanguage: string) =>
      (await book.translate(question(text, { sourceLanguage, targetLanguage }))).text;
    expect(await say('Can you hear me?', 'en', 'ar')).toBe('هل تسمعونني؟');
    expect(await say('هل تسمعونني؟', 'ar', 'es')).toBe('¿Me oyen?');
    expect(await say('Vocês me ouvem?', 'pt-PT', 'en')).toBe('Can you hear me?');
    expect(await say('Can you hear me?', 'en-GB', 'es-419')).toBe('¿Me oyen?');
    expect(await say('聽得到我嗎', 'zh-Hans', 'en')).toBe('Can you hear me?');
  });

  it('overlooks case, blanks, composition and the mark at the end', async () => {
    const book = await bookOf({ entries: [{ en: 'The café is open.', es: 'El café está abierto.' }] });
    for (const text of ['the CAFÉ is open', '  The  cafe\u0301\n is open!! ', 'The café is open…']) {
      expect(await book.translate(question(text))).toEqual({ text: 'El café está abierto.' });
    }
  });

  it('finds the entry that has the language', async () => {
    const book = await bookOf({ entries });
    expect(await book.translate(question('Thank you'))).toEqual({ text: 'Gracias.' });
  });

  it('tries every language when the source is undetermined, the assumed one first', async () => {
    const book = await bookOf({ entries }, 'es');
    expect(await book.translate(question('merci', { sourceLanguage: 'und', targetLanguage: 'en' }))).toEqual({
      text: 'Thank you.',
    });
    expect(await book.translate(question('no', { sourceLanguage: 'und', targetLanguage: 'de' }))).toEqual({
      text: 'Nein.',
    });
  });

  it('reports a missing sentence as a missing pair', async () => {
    const book = await bookOf({ entries });
    await expect(book.translate(question('Good evening.'))).rejects.toMatchObject({
      kind: 'language',
      counts: false,
      retryable: false,
    });
    await expect(book.translate(question('Thank you.', { targetLanguage: 'ar' }))).rejects.toMatchObject({
      kind: 'language',
    });
  });

  it('serves every language in it and no script that was not written', async () => {
    const book = await bookOf({ entries });
    expect(
      book
        .languages()
        .map(({ tag }) => tag)
        .toSorted(),
    ).toEqual(['ar', 'de', 'en', 'es', 'fr', 'pt-BR', 'zh-Hant']);
    expect(book.supports('en', 'zh-Hans')).toBe(false);
    expect(book.supports('ja', 'en')).toBe(false);
    expect(book.supports('und', 'en')).toBe(true);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['no entries', {}, 'entries'],
    ['an empty list', { entries: [] }, 'has no entry'],
    [
      'an entry of one language',
      { entries: [...entries, { en: 'Alone' }] },
      'entries.4 needs at least two languages',
    ],
    ['a blank text', { entries: [{ en: ' ', es: 'x' }] }, 'entries.0.en is empty'],
    [
      'a tag that is none',
      { entries: [{ en: 'a', english_us_1: 'b', es: 'c' }] },
      '"english_us_1" is not a language tag',
    ],
  ])('names the fault of a file with %s', async (_name, content, fault) => {
    const failure: unknown = await bookOf(content).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(String(failure)).toContain('PHRASEBOOK_FILE');
    expect(String(failure)).toContain(fault);
  });

  it('reports a missing file', async () => {
    await expect(
      createPhrasebookEngine({ file: '/nowhere/phrases.json', assumedSource: undefined }),
    ).rejects.toThrow('PHRASEBOOK_FILE: /nowhere/phrases.json could not be read.');
  });
});
