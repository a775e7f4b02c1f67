import { mkdir } from 'node:fs/promises';
import type { Catalog } from './catalog.ts';
import { DownloadFailure, toDownloadFailure } from './download-failure.ts';
import { fetchFile } from './fetch-file.ts';
import { lockFolder } from './folder-lock.ts';
import {
  compressedPath,
  damagedFiles,
  fileNames,
  installedModel,
  makeModelFolder,
  unpackModel,
} from './model-folder.ts';

/**
 * One direction's model into the folder, one at a time across processes. What lies there whole is not fetched again; with no
 * mirror at all it is only unpacked anew. @throws {DownloadFailure}; the reason of `signal`.
 */
export async function installModel(options: {
  readonly folder: string;
  readonly direction: string;
  readonly catalog: Catalog;
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Bytes of all files that have come. */
  readonly onProgress: (received: number) => void;
  readonly stallLimitMs?: number;
}): Promise<void> {
  const { folder, direction, catalog, mirrors, signal, onProgress, stallLimitMs } = options;
  const model = catalog.get(direction);
  if (model === undefined) throw new DownloadFailure('unknown-model');
  try {
    await mkdir(folder, { recursive: true });
    await using _lock = await lockFolder(folder, signal);
    // Another process may have brought it meanwhile.
    const there = installedModel(folder, direction);
    if (there !== undefined && (await damagedFiles(there)).length === 0) return;
    await makeModelFolder(folder, direction);
    let before = 0;
    for (const name of fileNames) {
      const file = model.files[name];
      if (file === undefined) continue;
      const known = before;
      await fetchFile({
        file,
        path: compressedPath(folder, direction, name),
        mirrors,
        signal,
        onProgress: (received) => onProgress(known + received),
        ...(stallLimitMs === undefined ? {} : { stallLimitMs }),
      });
      before += file.gzBytes;
    }
    await unpackModel(folder, direction, model);
  } catch (error) {
    signal.throwIfAborted();
    const failure = toDownloadFailure(error);
    throw mirrors.length === 0 && failure instanceof DownloadFailure && !failure.isOfThisMachine
      ? new DownloadFailure('not-allowed')
      : failure;
  }
}
