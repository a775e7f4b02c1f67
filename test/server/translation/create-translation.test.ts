/** Covers server/translation/create-engines.ts. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeDeepl } from '../../support/fake-engines/fake-deepl.ts';
import { sorryPage, startFakeGoogle } from '../../support/fake-engines/fake-google.ts';
import { startFakeLibre } from '../../support/fake-engines/fake-libre.ts';
import { recordingLogger, sentence, translationFor } from './stories.ts';

describe('the configured chain', () => {
  it('translates with google, and with libre once google refuses', async () => {
    await using google = await startFakeGoogle();
    await using libre = await startFakeLibre();
    const log = recordingLogger();
    await using translation = await translationFor(
      { engines: ['google', 'libre'], googleUrl: google.origin, libreUrl: libre.url },
      { logger: log.logger },
    );
    expect(await translation.translate(sentence('Hello.', { targetLanguage: 'zh-Hant' }))).toMatchObject({
      text: '[zh-TW] Hello.',
      engine: 'google',
    });
    google.fault = { kind: 'reply', ...sorryPage };
    for (const text of ['One.', 'Two.', 'Three.']) {
      expect(await translation.translate(sentence(text, { targetLanguage: 'zh-Hant' }))).toMatchObject({
        text: `[zt] ${text}`,
        engine: 'libre',
      });
    }
    expect(google.calls).toHaveLength(2);
    expect(log.lines().filter((line) => line.engine === 'google')).toEqual([
      expect.objectContaining({
        kind: 'refused',
        pauseMs: 600_000,
        msg: expect.stringContaining('GOOGLE_URL'),
      }),
    ]);
  });

  it('calls a service with a wrong key once, logs it once, and falls back', async () => {
    await using deepl = await startFakeDeepl('right');
    await using google = await startFakeGoogle();
    const log = recordingLogger();
    await using translation = await translationFor(
      { engines: ['deepl', 'google'], deeplKey: 'wrong', deeplUrl: deepl.origin, googleUrl: google.origin },
      { logger: log.logger },
    );
    for (const text of ['One.', 'Two.', 'Three.']) {
      expect(await translation.translate(sentence(text))).toMatchObject({ engine: 'google' });
    }
    expect(deepl.calls).toHaveLength(1);
    expect(log.lines().filter((line) => String(line.msg).includes('DEEPL_KEY'))).toHaveLength(1);
    expect(log.text()).not.toContain('wrong');
  });

  it('honours Retry-After', async () => {
    await using libre = await startFakeLibre();
    const clock = { now: 1_000_000 };
    await using translation = await translationFor(
      { engines: ['libre'], libreUrl: libre.url },
      { now: () => clock.now },
    );
    libre.service.fault = {
      kind: 'reply',
      status: 429,
      headers: { 'retry-after': '20' },
      body: { error: 'Slowdown' },
    };
    expect(await translation.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
    libre.service.fault = undefined;
    clock.now += 15_000;
    expect(await translation.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: true });
    expect(libre.service.calls).toHaveLength(1);
    clock.now += 5_000;
    expect(await translation.translate(sentence('Hello.'))).toMatchObject({ text: '[es] Hello.' });
  });

  it('asks the phrasebook before the machine, and names the origin', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'phrasebook-'));
    const phrasebookFile = join(directory, 'phrases.json');
    await writeFile(
      phrasebookFile,
      JSON.stringify({ entries: [{ en: 'Can you hear me?', es: '¿Me oyen?' }] }),
    );
    await using google = await startFakeGoogle();
    await using translation = await translationFor({
      engines: ['phrasebook', 'google'],
      phrasebookFile,
      googleUrl: google.origin,
    });
    await rm(directory, { recursive: true });
    expect(await translation.translate(sentence('can you hear me'))).toEqual({
      ok: true,
      text: '¿Me oyen?',
      origin: 'phrasebook',
      engine: 'phrasebook',
    });
    expect(await translation.translate(sentence('Good.'))).toMatchObject({
      origin: 'machine',
      engine: 'google',
    });
    expect(google.calls).toHaveLength(1);
    expect(translation.languages().find(({ tag }) => tag === 'es')?.engines).toEqual([
      'phrasebook',
      'google',
    ]);
  });

  it('offers the regional languages of DeepL, and the base language where DeepL is away', async () => {
    await using google = await startFakeGoogle();
    await using translation = await translationFor({
      engines: ['deepl', 'google'],
      deeplKey: 'none',
      deeplUrl: 'http://127.0.0.1:1',
      googleUrl: google.origin,
    });
    expect(['fr-CA', 'de-CH', 'de-AT'].map((tag) => translation.serves(tag))).toEqual([
      'fr-CA',
      'de-CH',
      'de',
    ]);
    const french = translation.languages().find(({ tag }) => tag === 'fr-CA');
    expect(french).toMatchObject({ name: 'Canadian French', engines: ['deepl'] });
    expect(await translation.translate({ ...sentence('Good.'), targetLanguage: 'fr-CA' })).toMatchObject({
      engine: 'google',
      text: '[fr] Good.',
    });
  });

  it('lists the languages of its engines and where speech goes', async () => {
    await using translation = await translationFor({ engines: ['google'] });
    expect(translation.serves('zh-TW')).toBe('zh-Hant');
    expect(translation.serves('pt')).toBe('pt-BR');
    expect(translation.serves('xx-nonsense')).toBeUndefined();
    expect(translation.languages().length).toBeGreaterThan(200);
    expect(translation.languages().map(({ tag }) => tag)).not.toContain('fr-CA');
    expect(translation.serves('fr-CA')).toBe('fr');
    expect(translation.describe()).toEqual([
      {
        engine: 'google',
        serves: expect.stringMatching(/^\d+ languages$/),
        metered: false,
        sentTo: 'translate.googleapis.com',
        where: expect.stringContaining('translate.googleapis.com'),
      },
    ]);
  });
});

describe('engines that cannot run', () => {
  const defaults = {
    engines: ['local', 'libre', 'apertium'] as const,
    enginesAreExplicit: false,
    apertiumPath: '/nowhere',
  };

  it('are skipped with one line each in the default chain; with none left every line stays untranslated', async () => {
    const log = recordingLogger();
    await using translation = await translationFor(defaults, { logger: log.logger });
    expect(await translation.translate(sentence('Hello.'))).toEqual({ ok: false, retryable: false });
    expect(translation.languages()).toEqual([]);
    // Readers may still choose, and see the originals.
    expect(translation.serves('es')).toBe('es');
    expect(log.lines().map((line) => [line.engine, line.msg])).toEqual([
      ['local', expect.stringContaining('skipped')],
      ['libre', expect.stringContaining('skipped')],
      ['apertium', expect.stringContaining('skipped')],
      [undefined, expect.stringContaining('no translation engine can run')],
    ]);
  });

  it('are faults when they were named, all at once', async () => {
    const failure = translationFor({
      ...defaults,
      engines: ['local', 'libre', 'apertium', 'phrasebook'],
      enginesAreExplicit: true,
      phrasebookFile: '/nowhere/p.json',
    });
    await expect(failure).rejects.toMatchObject({
      name: 'ConfigError',
      faults: [
        expect.stringContaining('LOCAL_MODELS_DOWNLOAD'),
        expect.stringContaining('LIBRE_URL'),
        expect.stringContaining('APERTIUM_PATH'),
        expect.stringContaining('PHRASEBOOK_FILE'),
      ],
    });
  });
});
