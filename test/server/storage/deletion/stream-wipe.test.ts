import { expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import type { Database } from '../../../../server/storage/database.ts';
import { MeetingClock } from '../../../../server/storage/deletion/meeting-clock.ts';
import { wipeStream } from '../../../../server/storage/deletion/stream-wipe.ts';
import { GroupCommit } from '../../../../server/storage/group-commit.ts';
import { MEMORY_URL, openDatabase } from '../../../../server/storage/open-database.ts';
import { CaptionRepository } from '../../../../server/storage/repositories/captions/caption-repository.ts';
import { MeetingRepository } from '../../../../server/storage/repositories/meetings/meeting-repository.ts';
import { caption, rendering, segment } from '../stories.ts';

const LINES = 600;
const LANGUAGES = ['es', 'fr', 'de'] as const;

/** One meeting with `LINES` lines of one stream, shown in every language of `LANGUAGES`. */
async function databaseWithLines(): Promise<Database> {
  const database = await openDatabase(MEMORY_URL, createLogger('silent'));
  const { db } = database;
  const clock = new MeetingClock({ retentionHours: 24, now: Date.now });
  const scrub = { request: () => undefined };
  const commits = new GroupCommit({ database });
  const captions = new CaptionRepository({ db, commits, clock, scrub });
  const { id } = await new MeetingRepository({ db, disk: db, members: commits, clock, scrub }).open({
    uuid: 'uuid==',
  });
  const positions = Array.from({ length: LINES }, (_, index) => index + 1);
  await captions.commit(id, {
    segments: positions.map((position) => segment(id, position)),
    lines: positions.map((position) => caption(position)),
  });
  for (const language of LANGUAGES) {
    const renderings = positions.map((position) => rendering(position, position, { language }));
    await captions.saveRenderings(id, language, renderings);
  }
  return database;
}

/** How many rows were written while `work` ran, counted by SQLite. */
async function rowsWritten({ db }: Database, work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const query = db.selectNoFrom(({ fn }) => fn<number>('total_changes', []).as('count'));
    return (await query.executeTakeFirstOrThrow()).count;
  };
  const before = await count();
  await work();
  return (await count()) - before;
}

async function wipe(database: Database): Promise<number> {
  let lines = 0;
  for await (const { lineIds } of wipeStream({ disk: database, spoken: database }, 'stream-1'))
    lines += lineIds.length;
  return lines;
}

it('writes each segment, line and rendering of the stream once', async () => {
  await using database = await databaseWithLines();
  const rows = await rowsWritten(database, async () => expect(await wipe(database)).toBe(LINES));
  expect(rows).toBe(LINES * (2 + LANGUAGES.length));
});

it('writes no row in a second pass that finds nothing new', async () => {
  await using database = await databaseWithLines();
  await wipe(database);
  expect(await rowsWritten(database, async () => expect(await wipe(database)).toBe(0))).toBe(0);
});

it('wipes a segment that still holds a digest', async () => {
  await using database = await databaseWithLines();
  await wipe(database);
  await database.db
    .updateTable('segments')
    .set({ repeat_digest: 'digest' })
    .where('seq', '=', LINES)
    .execute();
  expect(await rowsWritten(database, () => wipe(database))).toBe(1);
});
