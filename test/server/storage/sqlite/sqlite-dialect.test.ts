import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { BUSY_LIMIT_MS } from '../../../../server/storage/sqlite/sqlite-dialect.ts';
import { temporaryDirectory } from '../../../support/databases.ts';
import { open } from '../open.ts';

/** For the answer to a webhook. */
const ZOOM_WAITS_MS = 3_000;

describe('a statement on a file that another process holds', () => {
  async function held() {
    const directory = temporaryDirectory();
    const path = join(directory.path, 'captions.db');
    const storage = await open(`sqlite:${path}`);
    const other = new SqliteFile(path);
    other.exec('begin exclusive');
    return {
      storage,
      other,
      async [Symbol.asyncDispose]() {
        await storage[Symbol.asyncDispose]();
        other.close();
        directory[Symbol.dispose]();
      },
    };
  }

  it('is retried while the event loop turns', async () => {
    await using s = await held();
    const opening = s.storage.meetings.open({ uuid: 'uuid==' });
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    await vi.waitFor(() => expect(turns).toBeGreaterThan(20));
    clearInterval(counting);
    s.other.exec('rollback');
    expect(await opening).toMatchObject({ uuid: 'uuid==' });
  });

  it("fails as retryable before Zoom's limit for a webhook, and the next statement fails at once", async () => {
    await using s = await held();
    const began = performance.now();
    await expect(s.storage.ping()).rejects.toMatchObject({ name: 'StorageError', retryable: true });
    const waited = performance.now() - began;
    await expect(s.storage.preferences.save('me', {})).rejects.toMatchObject({ retryable: true });
    expect(BUSY_LIMIT_MS).toBeLessThan(ZOOM_WAITS_MS);
    expect(waited).toBeGreaterThanOrEqual(BUSY_LIMIT_MS);
    // The second statement waits for nothing.
    expect(performance.now() - began).toBeLessThan(waited + BUSY_LIMIT_MS);
    s.other.exec('rollback');
    await expect(s.storage.ping()).resolves.toBeUndefined();
  });
});
