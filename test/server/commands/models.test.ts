import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { startModelMirror } from '../../support/word-models/model-mirror.ts';

const entry = fileURLToPath(new URL('../../../server/commands/models.ts', import.meta.url));
const loader = import.meta.resolve?.('tsx') ?? 'tsx';

async function models(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', loader, entry, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      written += String(piece);
    });
  const [code] = await once(child, 'close');
  return { code, written };
}

describe('npm run models', () => {
  it('npm run models -- en-es es-en downloads each file once when two processes want the same', async () => {
    await using mirror = await startModelMirror('en-es', 'es-en');
    await using folder = await temporaryFolder();
    await mirror.writeCatalog(folder.path);
    const env = { LOCAL_MODELS_DIR: folder.path, LOCAL_MODELS_URL: mirror.origin };
    const both = await Promise.all([
      models(['en-es', 'es-en'], folder.path, env),
      models(['es-en', 'en-es'], folder.path, env),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both[0].written).toContain('English to Spanish  stored');
    expect(mirror.requests).toHaveLength(6);
    expect((await models(['verify'], folder.path, env)).code).toBe(0);
  });

  it('npm run models -- list names a wrong variable and ends with 1', async () => {
    await using folder = await temporaryFolder();
    const { code, written } = await models(['list'], folder.path, { LOCAL_MODELS_URL: 'nowhere' });
    expect({ code, written }).toMatchObject({
      code: 1,
      written: expect.stringContaining('LOCAL_MODELS_URL'),
    });
  });
});
