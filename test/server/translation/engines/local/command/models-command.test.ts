/**
 * Covers server/translation/engines/local/command/model-archive.ts,
 * server/translation/engines/local/command/progress-bar.ts.
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import {
  type CommandSurroundings,
  runModelsCommand,
} from '../../../../../../server/translation/engines/local/command/models-command.ts';
import { installedModels } from '../../../../../../server/translation/engines/local/models/model-folder.ts';
import { temporaryFolder } from '../../../../../support/temporary-folder.ts';
import { type ModelMirror, startModelMirror } from '../../../../../support/word-models/model-mirror.ts';

function commandIn(folder: string, mirror: ModelMirror, changes: Partial<CommandSurroundings> = {}) {
  const written: string[] = [];
  const around: CommandSurroundings = {
    folder,
    catalog: mirror.catalog,
    mirrors: [mirror.origin],
    signal: new AbortController().signal,
    out: (text) => written.push(text),
    isTerminal: false,
    ...changes,
  };
  return {
    written: () => written.join(''),
    run: (...args: readonly string[]) => runModelsCommand(args, around),
  };
}

const stored = (folder: string) => [...installedModels(folder).keys()];

describe('the command for models', () => {
  it('downloads, lists, verifies and removes', async () => {
    await using mirror = await startModelMirror('en-es', 'en-ja');
    await using folder = await temporaryFolder();
    const models = commandIn(folder.path, mirror);
    expect(await models.run('en-es', 'en-ja')).toBe(0);
    expect(stored(folder.path)).toEqual(['en-es', 'en-ja']);
    expect(await models.run('list')).toBe(0);
    expect(models.written()).toMatch(/en-es +\d+ MB {2}English to Spanish {2}stored/);
    expect(await models.run('verify')).toBe(0);
    const model = installedModels(folder.path).get('en-ja')?.model.path ?? '';
    await appendFile(model, 'x');
    expect(await models.run('verify')).toBe(1);
    expect(models.written()).toMatch(/en-ja {2}damaged/);
    expect(await models.run('en-ja')).toBe(0);
    expect(await models.run('verify')).toBe(0);
    expect(await models.run('remove', 'en-ja')).toBe(0);
    expect(stored(folder.path)).toEqual(['en-es']);
  });

  it('moves a bar in a terminal', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    const models = commandIn(folder.path, mirror, { isTerminal: true });
    expect(await models.run('en-es')).toBe(0);
    expect(models.written()).toMatch(/\rEnglish to Spanish {2}\[#+\.*\] [\d.]+ of [\d.]+ MB/);
  });

  it('says what to do when the mirror lies, and ends with 1', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    mirror.fault = () => ({ kind: 'other-bytes' });
    const models = commandIn(folder.path, mirror);
    expect(await models.run('en-es')).toBe(1);
    expect(models.written()).toContain('LOCAL_MODELS_URL');
    expect(stored(folder.path)).toEqual([]);
  });

  it.each([[], ['en-xx'], ['remove'], ['remove', 'en-es'], ['export'], ['export', 'a.tar'], ['import']])(
    'explains itself for %j',
    async (...args) => {
      await using mirror = await startModelMirror('en-es');
      await using folder = await temporaryFolder();
      const models = commandIn(folder.path, mirror);
      expect(await models.run(...args)).toBe(2);
      expect(models.written()).not.toBe('');
    },
  );
});

describe('an archive', () => {
  it('of npm run models -- export brings models to a machine without internet', async () => {
    await using mirror = await startModelMirror('en-es', 'en-ja');
    await using first = await temporaryFolder();
    await using second = await temporaryFolder();
    const archive = join(first.path, 'models.tar');
    const source = commandIn(first.path, mirror);
    expect(await source.run('en-es', 'en-ja')).toBe(0);
    expect(await source.run('export', archive)).toBe(0);
    const requests = mirror.requests.length;
    expect(await commandIn(second.path, mirror).run('import', archive)).toBe(0);
    expect(installedModels(second.path).get('en-ja')?.model.sha256).toBe(
      installedModels(first.path).get('en-ja')?.model.sha256,
    );
    expect(mirror.requests).toHaveLength(requests);
  });

  it('with other bytes, other names or no models at all brings nothing', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using target = await temporaryFolder();
    const models = commandIn(target.path, mirror);
    const size = mirror.catalog.get('en-es')?.files.lex.gzBytes ?? 0;
    await mkdir(join(folder.path, 'en-es'));
    await writeFile(join(folder.path, 'en-es', 'lex.gz'), Buffer.alloc(size, 'x'));
    await writeFile(join(folder.path, 'catalog.json'), '{}');
    const archive = join(folder.path, 'a.tar');
    await create({ file: archive, cwd: folder.path }, ['en-es/lex.gz', 'catalog.json']);
    expect(await models.run('import', archive)).toBe(1);
    await writeFile(archive, 'no archive');
    expect(await models.run('import', archive)).toBe(1);
    expect(await models.run('import', join(folder.path, 'nowhere.tar'))).toBe(1);
    expect(stored(target.path)).toEqual([]);
  });
});
