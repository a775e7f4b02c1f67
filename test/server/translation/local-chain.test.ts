/**
 * Covers server/translation/engines/local/models/catalog.ts,
 * server/translation/engines/local/models/catalog-model.ts.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeLibre } from '../../support/fake-engines/fake-libre.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startModelMirror } from '../../support/word-models/model-mirror.ts';
import { sentence, translationFor } from './stories.ts';

describe('the local engine in the chain', () => {
  it('lets the next engine translate while its model is downloaded, and then translates itself', async () => {
    await using mirror = await startModelMirror('en-es');
    await using libre = await startFakeLibre();
    await using folder = await temporaryFolder();
    await mirror.writeCatalog(folder.path);
    await using translation = await translationFor({
      engines: ['local', 'libre'],
      libreUrl: libre.url,
      local: { directory: folder.path, mirrors: [mirror.origin], mayDownload: true, maxModels: 3 },
    });
    expect(await translation.translate(sentence('hello everyone.'))).toMatchObject({ engine: 'libre' });
    const { models = [] } = await translation.meters.meter('meeting-1');
    expect(models).toMatchObject([{ language: 'es', from: 'en', to: 'es' }]);
    await expect
      .poll(() => translation.translate(sentence('hello everyone.')))
      .toMatchObject({ ok: true, engine: 'local', text: 'hola todos.' });
    expect(await translation.meters.meter('meeting-1')).not.toHaveProperty('models');
    expect(mirror.requests).toHaveLength(3);
  });

  it('fetches what a language needs as soon as it is opened: from English, or from what was spoken', async () => {
    await using mirror = await startModelMirror('en-es', 'es-en', 'en-fr');
    await using folder = await temporaryFolder();
    await mirror.writeCatalog(folder.path);
    await using translation = await translationFor({
      engines: ['local'],
      local: { directory: folder.path, mirrors: [mirror.origin], mayDownload: true, maxModels: 3 },
    });
    const wanted = async () =>
      (await translation.meters.meter('meeting-1')).models?.map(({ from, to }) => [from, to]);
    translation.prepare('es', ['es']);
    expect(await wanted()).toBeUndefined();
    translation.prepare('es');
    expect(await wanted()).toEqual([['en', 'es']]);
    translation.prepare('fr', ['es']);
    expect(await wanted()).toEqual([
      ['en', 'es'],
      ['es', 'en'],
      ['en', 'fr'],
    ]);
  });

  it('leaves a line to be tried again when it is the only engine', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await mirror.writeCatalog(folder.path);
    mirror.fault = () => ({ kind: 'status', status: 503 });
    await using translation = await translationFor({
      engines: ['local'],
      local: { directory: folder.path, mirrors: [mirror.origin], mayDownload: true, maxModels: 3 },
    });
    expect(await translation.translate(sentence('hello.'))).toEqual({ ok: false, retryable: true });
    expect(translation.serves('es')).toBe('es');
    expect(translation.languages()).toContainEqual(
      expect.objectContaining({ tag: 'es', engines: ['local'], nativeName: 'español' }),
    );
  });

  it('keeps the names and terms of a meeting', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await mirror.writeCatalog(folder.path);
    await using translation = await translationFor({
      engines: ['local'],
      local: { directory: folder.path, mirrors: [mirror.origin], mayDownload: true, maxModels: 3 },
    });
    translation.prepare('es');
    const terms = { find: () => [{ start: 6, end: 9, replacement: 'Søren & Co' }] };
    await expect
      .poll(() => translation.translate(sentence('hello ben, the meeting starts now.', { terms })))
      .toMatchObject({ ok: true, text: 'hola Søren & Co, la reunión empieza ahora.' });
  });

  it('refuses a catalog of the operator that it cannot read', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'catalog.json'), '{"models":{"en-es":{"from":"../../etc"}}}');
    const local = { directory: folder.path, mirrors: [], mayDownload: true, maxModels: 3 };
    await expect(translationFor({ engines: ['local'], local })).rejects.toMatchObject({
      name: 'ConfigError',
      faults: [expect.stringContaining('LOCAL_MODELS_DIR')],
    });
  });
});
