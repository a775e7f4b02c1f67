import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { delay } from '../../../../lib/delay.ts';

/** Its owner touches the file this often; one that was not touched for six times as long has none. */
const BEAT_MS = 5_000;
const STALE_AFTER_MS = 30_000;
/** Between two looks at a lock that somebody holds. */
const LOOK_MS = 300;

/** Held by one process at a time on all machines that share the folder. Waits for it. @throws the reason of `signal`. */
export async function lockFolder(folder: string, signal: AbortSignal): Promise<AsyncDisposable> {
  const path = join(folder, '.lock');
  const own = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });
  while (!(await taken(path, own))) {
    await removeIfStale(path);
    await delay(LOOK_MS, signal);
    signal.throwIfAborted();
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A folder that went away is noticed by whoever writes into it.
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS).unref();
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(beat);
      const held = await readFile(path, 'utf8').catch(() => undefined);
      if (held === own) await rm(path, { force: true });
    },
  };
}

async function taken(path: string, own: string): Promise<boolean> {
  try {
    await using handle = await open(path, 'wx');
    await handle.writeFile(own);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeIfStale(path: string): Promise<void> {
  const [held, found] = await Promise.all([
    readFile(path, 'utf8').catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  if (held === undefined || found === undefined) return;
  if (Date.now() - found.mtimeMs < STALE_AFTER_MS && !isOfDeadProcess(held)) return;
  // Renamed first: of two that find it stale, one gets it.
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

function isOfDeadProcess(held: string): boolean {
  const match = /^\{"host":"(.*)","pid":(\d+),/.exec(held);
  if (match?.[1] !== hostname() || match[2] === undefined) return false;
  try {
    process.kill(Number(match[2]), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
