import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveKey, loadSessionSecrets, secretId } from '../../../server/access/session-secrets.ts';

async function emptyDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'secrets-'));
  return { path, data: join(path, 'data'), [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

describe('session secrets', () => {
  it('are those of the configuration, and then no file is made', async () => {
    await using directory = await emptyDirectory();
    const secrets = await loadSessionSecrets({ configured: ['one', 'two'], dataDirectory: directory.data });
    expect(secrets).toEqual(['one', 'two']);
    expect(await readdir(directory.path)).toEqual([]);
  });

  it('are created once in a file that only its owner reads, and read afterwards', async () => {
    await using directory = await emptyDirectory();
    const load = () => loadSessionSecrets({ configured: undefined, dataDirectory: directory.data });
    const first = await load();
    expect(first[0]?.length).toBeGreaterThanOrEqual(43);
    expect(await load()).toEqual(first);
    expect(await readdir(directory.data)).toEqual(['session.key']);
    expect((await stat(join(directory.data, 'session.key'))).mode & 0o777).toBe(0o600);
  });

  it('are the same for all who start at once', async () => {
    await using directory = await emptyDirectory();
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        loadSessionSecrets({ configured: undefined, dataDirectory: directory.data }),
      ),
    );
    expect(new Set(all.flat()).size).toBe(1);
    expect((await readFile(join(directory.data, 'session.key'), 'utf8')).trim()).toBe(all[0]?.[0]);
    expect(await readdir(directory.data)).toEqual(['session.key']);
  });

  it('are not read from a truncated file', async () => {
    await using directory = await emptyDirectory();
    await writeFile(join(directory.path, 'session.key'), 'short');
    await expect(
      loadSessionSecrets({ configured: undefined, dataDirectory: directory.path }),
    ).rejects.toThrow(/session\.key is not a session key/);
  });
});

describe('deriveKey', () => {
  it('gives every use a key of its own, always the same', () => {
    expect(deriveKey('secret', 'grants')).toEqual(deriveKey('secret', 'grants'));
    expect(deriveKey('secret', 'grants')).toHaveLength(32);
    expect(deriveKey('secret', 'grants')).not.toEqual(deriveKey('secret', 'sessions'));
    expect(deriveKey('other', 'grants')).not.toEqual(deriveKey('secret', 'grants'));
  });

  it('names each secret differently', () => {
    expect(secretId('secret')).toBe(secretId('secret'));
    expect(secretId('secret')).not.toBe(secretId('other'));
  });
});
