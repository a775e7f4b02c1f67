import { expect, it } from 'vitest';
import { execute, migrateThrough } from '../../../old-database.ts';
import { open } from '../../../open.ts';
import { onEveryLastingDatabase } from '../../../stories.ts';

onEveryLastingDatabase((kind) => {
  it('gives each stored membership the time at which its meeting was made, by which it is listed', async () => {
    await using database = await kind.create();
    const farFuture = Date.now() * 2;
    const meetings = [1, 3, 2].map(
      (made) => `('m${made}', 'u${made}', 'e', 'ended', 1, ${made}, ${farFuture})`,
    );
    const members = [3, 1, 2].map((made) => `('m${made}', 'ana', 'attended')`);
    await migrateThrough(database.url, '0010-reason-codes');
    await execute(
      database.url,
      `insert into meetings (id, uuid, epoch, state, state_since, created_at, expires_at) values ${meetings.join()};
       insert into meeting_members (meeting_id, uid, how) values ${members.join()};`,
    );
    await using storage = await open(database.url);
    const newest = await storage.meetings.ofMember('ana', { limit: 2 });
    expect(newest.map(({ id }) => id)).toEqual(['m3', 'm2']);
    const rest = await storage.meetings.ofMember('ana', { limit: 2, after: newest.at(-1) });
    expect(rest.map(({ id }) => id)).toEqual(['m1']);
  });
});
