import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

onEveryDatabase((kind) => {
  it("stores ended sign-ins and a person's cutoff until every token has expired", async () => {
    let now = 1_700_000_000_000;
    await using database = await kind.create();
    await using storage = await open(database.url, { now: () => now });
    await storage.sessions.revoke('session-1', now + 1_000);
    await storage.sessions.revoke('session-1', now + 1_000);
    await storage.people.deleteEverythingOf('ana');
    expect(await storage.sessions.isRevoked('session-1')).toBe(true);
    expect(await storage.sessions.isRevoked('session-2')).toBe(false);
    expect([await storage.sessions.validFrom('ana'), await storage.sessions.validFrom('ben')]).toEqual([
      now,
      0,
    ]);
    // A bearer made from the cookie expires up to 15 minutes after it.
    const later = 15 * 60_000 + 2_000;
    now += later;
    await storage.retention.sweep();
    expect(await storage.sessions.isRevoked('session-1')).toBe(false);
    expect(await storage.sessions.validFrom('ana')).toBe(now - later);
    now += 40 * 24 * 3_600_000;
    await storage.retention.sweep();
    expect(await storage.sessions.validFrom('ana')).toBe(0);
  });
});
