import { expect, it } from 'vitest';
import { execute, migrateThrough } from '../../../old-database.ts';
import { open } from '../../../open.ts';
import { onEveryLastingDatabase } from '../../../stories.ts';

onEveryLastingDatabase((kind) => {
  it('leaves a member of before presence was recorded what they could read until the migration', async () => {
    await using database = await kind.create();
    await migrateThrough(database.url, '0011-pages-and-slices');
    await execute(
      database.url,
      `insert into meetings (id, uuid, epoch, state, state_since, created_at, expires_at)
       values ('m', 'u', 'e', 'ended', 1, 1, ${Date.now() * 2})`,
    );
    await execute(
      database.url,
      "insert into meeting_members (meeting_id, uid, how) values ('m', 'ana', 'attended')",
    );
    const before = Date.now();
    await using storage = await open(database.url);
    const { presentUntil } = (await storage.meetings.member('m', 'ana')) ?? {};
    expect(presentUntil).toBeGreaterThanOrEqual(before);
    expect(presentUntil).toBeLessThanOrEqual(Date.now());
  });
});
