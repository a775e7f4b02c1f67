import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import type { CatalogFile } from './catalog-model.ts';
import { DownloadFailure, toDownloadFailure } from './download-failure.ts';
import { sha256OfFile } from './file-hash.ts';

/** A mirror that sends nothing for this long is left. A slow one that sends is not. */
const STALL_LIMIT_MS = 30_000;
/** A connection that breaks is taken up again, as often as this, at each mirror. */
const MOST_RESUMPTIONS = 5;

export interface FetchFileOptions {
  readonly file: CatalogFile;
  /** Where it shall lie; what has come so far lies beside it, with `.part` at the end. */
  readonly path: string;
  /** Addresses below which `file.path` lies, in order. */
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Bytes of this file that have come. */
  readonly onProgress: (received: number) => void;
  readonly stallLimitMs?: number;
}

/** Fetches one compressed file, unless it lies there whole. @throws {DownloadFailure}; the reason of `signal`. */
export async function fetchFile(options: FetchFileOptions): Promise<void> {
  const { file, path, mirrors, signal } = options;
  if (await isWhole(path, file)) {
    options.onProgress(file.gzBytes);
    return;
  }
  let last: unknown = new DownloadFailure('unreachable');
  for (const mirror of mirrors) {
    try {
      await fetchFrom(`${mirror}/${file.path}`, options);
      return;
    } catch (error) {
      signal.throwIfAborted();
      last = toDownloadFailure(error);
      if (last instanceof DownloadFailure && last.isOfThisMachine) break;
    }
  }
  throw last;
}

async function isWhole(path: string, { gzBytes, gzSha256 }: CatalogFile): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === gzBytes && (await sha256OfFile(path)) === gzSha256;
}

async function fetchFrom(url: string, options: FetchFileOptions): Promise<void> {
  const { file, path, signal } = options;
  const part = `${path}.part`;
  for (let attempt = 0; ; attempt += 1) {
    const before = await sizeOf(part);
    try {
      await fetchRest(url, part, options);
      break;
    } catch (error) {
      signal.throwIfAborted();
      const failure = toDownloadFailure(error);
      const grew = (await sizeOf(part)) > before;
      if (!(failure instanceof DownloadFailure) || failure.kind !== 'unreachable') throw failure;
      // What a broken connection had already brought may be lost with it: the first break is forgiven.
      if (attempt >= (grew ? MOST_RESUMPTIONS : 1)) throw failure;
    }
  }
  await keepIfRight(part, path, file);
}

async function keepIfRight(part: string, path: string, file: CatalogFile): Promise<void> {
  if (await isWhole(part, file)) {
    await rename(part, path);
    return;
  }
  await rm(part, { force: true });
  throw new DownloadFailure('wrong-content');
}

/** Appends to `part` what it lacks, or begins anew where the mirror knows no ranges. */
async function fetchRest(url: string, part: string, options: FetchFileOptions): Promise<void> {
  const { file, signal, stallLimitMs = STALL_LIMIT_MS } = options;
  await using handle = await open(part, 'a+');
  const have = (await handle.stat()).size;
  if (have >= file.gzBytes) return;
  const stall = new AbortController();
  const stalled = () => stall.abort(new DownloadFailure('unreachable'));
  let timer = setTimeout(stalled, stallLimitMs);
  try {
    const response = await fetch(url, {
      // Compressed once is enough: another encoding would be undone on the way, and the size be another.
      headers: { 'accept-encoding': 'identity', ...(have > 0 ? { range: `bytes=${have}-` } : {}) },
      signal: AbortSignal.any([signal, stall.signal]),
    });
    let received = await beginningOf(response, have, file, handle);
    for await (const piece of response.body ?? []) {
      clearTimeout(timer);
      received += piece.byteLength;
      if (received > file.gzBytes) {
        await handle.truncate(0);
        throw new DownloadFailure('wrong-content');
      }
      await handle.appendFile(piece);
      options.onProgress(received);
      timer = setTimeout(stalled, stallLimitMs);
    }
    if (received < file.gzBytes) throw new DownloadFailure('unreachable');
  } catch (error) {
    throw stall.signal.aborted ? stall.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** From which byte on the answer goes: nought, or what we have. */
async function beginningOf(
  response: Response,
  have: number,
  file: CatalogFile,
  handle: FileHandle,
): Promise<number> {
  const { status, headers } = response;
  const refuse = async (failure: DownloadFailure): Promise<never> => {
    await response.body?.cancel();
    throw failure;
  };
  const isRest = status === 206 && headers.get('content-range')?.startsWith(`bytes ${have}-`) === true;
  if (!isRest && have > 0) await handle.truncate(0);
  if (status === 416 || (status === 206 && !isRest)) return refuse(new DownloadFailure('wrong-content'));
  if (!response.ok) return refuse(new DownloadFailure('refused', { status }));
  const from = isRest ? have : 0;
  const length = headers.get('content-length');
  const isOtherSize = length !== null && Number(length) !== file.gzBytes - from;
  const isPage = headers.get('content-type')?.startsWith('text/html') === true;
  if (isOtherSize || isPage) return refuse(new DownloadFailure('wrong-content'));
  return from;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
