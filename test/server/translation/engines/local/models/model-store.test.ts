/**
 * Covers server/translation/engines/local/models/install-model.ts, server/translation/engines/local/models/fetch-file.ts,
 * server/translation/engines/local/models/model-folder.ts, server/translation/engines/local/models/download-failure.ts,
 * server/translation/engines/local/models/file-hash.ts, server/translation/engines/local/models/folder-lock.ts,
 * server/translation/engines/local/models/published-models.ts.
 */
import { appendFile, chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ModelStore,
  type ModelStoreOptions,
  progressOf,
} from '../../../../../../server/translation/engines/local/models/model-store.ts';
import { temporaryFolder } from '../../../../../support/temporary-folder.ts';
import {
  type MirrorFault,
  type ModelMirror,
  startModelMirror,
} from '../../../../../support/word-models/model-mirror.ts';
import { question, recordingLogger, silent } from '../../../stories.ts';
import { engineWith } from '../local-engines.ts';

function storeFor(folder: string, mirror: ModelMirror, changes: Partial<ModelStoreOptions> = {}): ModelStore {
  return new ModelStore({
    folder,
    catalog: mirror.catalog,
    mirrors: [mirror.origin],
    mayDownload: true,
    logger: silent,
    firstRetryMs: 60_000,
    stallLimitMs: 300,
    ...changes,
  });
}

const arrived = (store: ModelStore, direction = 'en-es') =>
  expect.poll(() => store.files(direction) !== undefined).toBe(true);
const failed = (store: ModelStore) => expect.poll(() => store.downloads()[0]?.state).toBe('failed');
const isModel = (path: string) => path.endsWith('model.bin.gz');
const modelFaults = (fault: MirrorFault, times = Number.POSITIVE_INFINITY) => {
  let left = times;
  return ({ path }: { path: string }) => {
    if (!isModel(path)) return undefined;
    left -= 1;
    return left >= 0 ? fault : undefined;
  };
};

describe('a model that somebody reads', () => {
  it('is fetched once, checked, and translates', async () => {
    await using mirror = await startModelMirror('en-es', 'en-ja');
    await using folder = await temporaryFolder();
    const log = recordingLogger();
    const store = storeFor(folder.path, mirror, { logger: log.logger });
    await using engine = engineWith(store);
    expect(engine.languages().map(({ tag }) => tag)).toEqual(['es', 'ja']);
    expect(engine.isReady?.('en', 'es')).toBe(false);
    for (const language of ['es', 'es', 'ja']) engine.prepare?.('en', language);
    expect(store.downloads().map(({ language }) => language)).toEqual(['es', 'ja']);
    await arrived(store);
    await arrived(store, 'en-ja');
    expect(store.downloads()).toEqual([]);
    expect(mirror.requests).toHaveLength(7);
    expect(log.text()).toMatch(/Spanish: \d+ of \d+ MB/);
    const asked = { sourceLanguage: 'en', signal: AbortSignal.timeout(40_000) };
    expect(await engine.translate(question('hello.', { ...asked, targetLanguage: 'ja' }))).toEqual({
      text: 'こんにちは.',
    });
    expect(await readdir(join(folder.path, 'en-es'))).not.toContainEqual(expect.stringMatching(/part$/));
  });

  it('lies there for the next start, also without a mirror', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using first = storeFor(folder.path, mirror);
    first.want('en-es');
    await arrived(first);
    await using second = storeFor(folder.path, mirror, { mirrors: [], mayDownload: false });
    expect(second.files('en-es')).toEqual(first.files('en-es'));
    expect(second.directions()).toEqual([{ from: 'en', to: 'es' }]);
  });

  it.each<readonly [string, MirrorFault]>([
    ['stalled', { kind: 'stalled', afterBytes: 5_000 }],
    ['ended short', { kind: 'short' }],
  ])('is resumed where its download %s', async (_how, fault) => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror);
    mirror.fault = modelFaults(fault, 1);
    store.want('en-es');
    await arrived(store);
    const asked = mirror.requests.filter(({ path }) => isModel(path));
    expect(asked).toHaveLength(2);
    expect(asked[1]?.from).toBeGreaterThan(0);
  });

  it('is not left while bytes flow, however slow the mirror is', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror, { stallLimitMs: 1_000 });
    // Twice the limit in all.
    mirror.fault = modelFaults({ kind: 'slow', pieces: 20, everyMs: 100 });
    store.want('en-es');
    await arrived(store);
    expect(mirror.requests.filter(({ path }) => isModel(path))).toHaveLength(1);
  });

  it('is left when a slow mirror stops, and goes on at the next one', async () => {
    await using slow = await startModelMirror('en-es');
    await using honest = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, honest, { mirrors: [slow.origin, honest.origin] });
    slow.fault = ({ path, from }) =>
      isModel(path) ? { kind: 'slow', pieces: 20, everyMs: 30, endsAfter: from === 0 ? 5 : 0 } : undefined;
    store.want('en-es');
    await arrived(store);
    const resumed = honest.requests.filter(({ path }) => isModel(path));
    expect(resumed).toHaveLength(1);
    expect(resumed[0]?.from).toBeGreaterThan(0);
  });

  it('comes after a connection that broke in its middle', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror);
    mirror.fault = modelFaults({ kind: 'cut', afterBytes: 5_000 }, 1);
    store.want('en-es');
    await arrived(store);
    expect(mirror.requests.filter(({ path }) => isModel(path))).toHaveLength(2);
  });

  it('begins anew at a mirror that knows no ranges', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror);
    let cuts = 0;
    mirror.fault = ({ path }) => {
      if (!isModel(path)) return undefined;
      cuts += 1;
      return cuts === 1 ? { kind: 'cut', afterBytes: 5_000 } : { kind: 'no-ranges' };
    };
    store.want('en-es');
    await arrived(store);
  });

  it('comes over a redirect, and over the next mirror when the first lies', async () => {
    await using lying = await startModelMirror('en-es');
    await using honest = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    lying.fault = () => ({ kind: 'other-bytes' });
    honest.fault = () => ({ kind: 'redirect' });
    await using store = storeFor(folder.path, honest, { mirrors: [lying.origin, honest.origin] });
    store.want('en-es');
    await arrived(store);
    expect(lying.requests).toHaveLength(3);
  });

  it.each<readonly [string, MirrorFault, string]>([
    ['sends other bytes of the same size', { kind: 'other-bytes' }, 'something else'],
    ['sends a page', { kind: 'page' }, 'something else'],
    ['sends without end', { kind: 'endless' }, 'something else'],
    ['does not have it', { kind: 'status', status: 404 }, 'do not give'],
    ['fails', { kind: 'status', status: 500 }, 'do not give'],
    ['breaks every connection at once', { kind: 'cut', afterBytes: 0 }, 'No mirror'],
  ])('is not taken from a mirror that %s; the operator hears what to do', async (_what, fault, advice) => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    const log = recordingLogger();
    await using store = storeFor(folder.path, mirror, { logger: log.logger });
    mirror.fault = modelFaults(fault);
    store.want('en-es');
    await failed(store);
    expect(store.files('en-es')).toBeUndefined();
    expect(store.downloads()[0]?.advice).toContain(advice);
    expect(log.text()).toContain(advice);
  });

  it('is tried again by itself after a failure', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror, { firstRetryMs: 20 });
    mirror.fault = modelFaults({ kind: 'status', status: 503 }, 2);
    store.want('en-es');
    await arrived(store);
    expect(mirror.requests.filter(({ path }) => isModel(path))).toHaveLength(3);
  });

  it('that has changed on the disk is unpacked anew from what was fetched, without a mirror', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror);
    store.want('en-es');
    await arrived(store);
    const before = mirror.requests.length;
    const path = store.files('en-es')?.model.path ?? '';
    await appendFile(path, 'x');
    store.discard('en-es', path);
    expect(store.files('en-es')).toBeUndefined();
    await arrived(store);
    expect((await readFile(path)).length).toBe(store.files('en-es')?.model.bytes);
    expect(mirror.requests).toHaveLength(before);
  });

  it('whose fetched file has changed too is fetched anew', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror);
    store.want('en-es');
    await arrived(store);
    const path = store.files('en-es')?.model.path ?? '';
    await writeFile(path, 'x');
    await writeFile(`${path}.gz`, 'x');
    store.discard('en-es', path);
    await arrived(store);
    expect(mirror.requests.filter(({ path: asked }) => isModel(asked))).toHaveLength(2);
  });
});

describe('the disk', () => {
  it('that is full is named, and nothing is kept half', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'en-es'));
    // Linux's device that is always full.
    await symlink('/dev/full', join(folder.path, 'en-es', 'model.gz.part'));
    await using store = storeFor(folder.path, mirror);
    store.want('en-es');
    await failed(store);
    expect(store.downloads()[0]?.advice).toContain('no room');
    expect(store.files('en-es')).toBeUndefined();
  });

  it('with something else in the place of the folder is named', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'models');
    await writeFile(path, 'a file');
    await chmod(path, 0o600);
    await using store = storeFor(path, mirror);
    store.want('en-es');
    await failed(store);
    expect(store.downloads()[0]?.advice).toContain('LOCAL_MODELS_DIR');
  });
});

describe('several at once', () => {
  it('fetch each model once, whoever shares the folder', async () => {
    await using mirror = await startModelMirror('en-es', 'en-fr');
    await using folder = await temporaryFolder();
    await using first = storeFor(folder.path, mirror);
    await using second = storeFor(folder.path, mirror);
    for (const store of [first, second]) for (const direction of ['en-es', 'en-fr']) store.want(direction);
    for (const store of [first, second])
      for (const direction of ['en-es', 'en-fr']) await arrived(store, direction);
    expect(mirror.requests).toHaveLength(6);
  });

  it('do not wait for a process that died while it held the folder', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    // No process has this number: it is above Linux's highest.
    await writeFile(
      join(folder.path, '.lock'),
      JSON.stringify({ host: hostname(), pid: 4_194_305, id: 'x' }),
    );
    await using store = storeFor(folder.path, mirror);
    store.want('en-es');
    await arrived(store);
  });

  it('stop at once when the server stops, and what has come is resumed by the next', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    const store = storeFor(folder.path, mirror, { stallLimitMs: 60_000 });
    mirror.fault = modelFaults({ kind: 'stalled', afterBytes: 5_000 }, 1);
    store.want('en-es');
    await expect.poll(() => store.downloads()[0]?.receivedBytes).toBe(5_000);
    expect(progressOf({ language: 'es', receivedBytes: 12e6, totalBytes: 25e6 })).toBe(
      'Spanish: 12 of 25 MB',
    );
    await store[Symbol.asyncDispose]();
    await using next = storeFor(folder.path, mirror);
    next.want('en-es');
    await arrived(next);
    expect(mirror.requests.filter(({ path }) => isModel(path))[1]?.from).toBe(5_000);
  });
});

describe('a server that may not download', () => {
  it('offers what lies there, and asks no mirror', async () => {
    await using mirror = await startModelMirror('en-es');
    await using folder = await temporaryFolder();
    await using store = storeFor(folder.path, mirror, { mayDownload: false });
    expect(store.directions()).toEqual([]);
    store.want('en-es');
    await failed(store);
    expect(store.downloads()[0]?.advice).toContain('LOCAL_MODELS_DOWNLOAD');
    expect(mirror.requests).toEqual([]);
  });
});
