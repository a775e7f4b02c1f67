/** What the search keeps of words, in the bytes of the files and in the pages of the index. */
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../../support/databases.ts';
import { filesHold } from '../../../support/disk-search.ts';
import { open } from '../open.ts';
import { caption } from '../stories.ts';

const WORDS = 'quetzalcoatlus northropi';

/** Bytes in the pages of the trigram index, and of what it remembers as removed. */
function indexBytes(path: string): number {
  const file = new SqliteFile(path, { readonly: true });
  try {
    return Number(file.prepare('select sum(length(block)) from search_trigrams_data').pluck().get());
  } finally {
    file.close();
  }
}

it.each(['a whole meeting', 'one line'])(
  'nothing is left of %s that was deleted, in file and index',
  async (what) => {
    using directory = temporaryDirectory();
    const path = join(directory.path, 'captions.db');
    await using storage = await open(`sqlite:${path}`);
    const empty = indexBytes(path);
    const { id } = await storage.meetings.open({ uuid: 'u==' });
    await storage.captions.commit(id, { segments: [], lines: [caption(1, { text: WORDS, parts: [] })] });
    await storage.searchIndexer.indexRested(0);
    expect(filesHold(directory.path, 'quetzalcoatlus')).toBe(true);
    expect(indexBytes(path)).toBeGreaterThan(empty + 50);
    if (what === 'one line') {
      await storage.captions.commit(id, {
        segments: [],
        lines: [caption(1, { text: '', parts: [], removed: true })],
      });
      await expect.poll(() => indexBytes(path), { timeout: 10_000 }).toBeLessThan(empty + 50);
      await expect.poll(() => filesHold(directory.path, 'quetzalcoatlus'), { timeout: 10_000 }).toBe(false);
    } else {
      await storage.retention.deleteMeeting(id);
      expect(indexBytes(path)).toBeLessThan(empty + 50);
    }
    expect(filesHold(directory.path, 'quetzalcoatlus')).toBe(false);
  },
);

it('without a retention, no text and no index of it is on the disk', async () => {
  using directory = temporaryDirectory();
  const path = join(directory.path, 'captions.db');
  await using storage = await open(`sqlite:${path}`, { retentionHours: 0 });
  const empty = indexBytes(path);
  const { id } = await storage.meetings.open({ uuid: 'u==' });
  await storage.captions.commit(id, { segments: [], lines: [caption(1, { text: WORDS, parts: [] })] });
  await storage.searchIndexer.indexRested(0);
  expect(await storage.search.search(['quetzalcoatlus']).among([id])).toHaveLength(1);
  expect(filesHold(directory.path, 'quetzalcoatlus')).toBe(false);
  expect(indexBytes(path)).toBe(empty);
});
