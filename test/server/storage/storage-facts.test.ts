import { expect, it } from 'vitest';
import { open } from './open.ts';
import { meetingWithLines, onEveryDatabase } from './stories.ts';

const HOUR_MS = 3_600_000;

onEveryDatabase((kind) => {
  it('tells sizes, versions, and when the next record is deleted', async () => {
    await using database = await kind.create();
    const now = 1_700_000_000_000;
    await using storage = await open(database.url, { now: () => now });
    const empty = await storage.facts();
    expect(empty).toMatchObject({ records: 0 });
    expect(empty).not.toHaveProperty('oldestExpiry');
    const first = await meetingWithLines(storage, 1);
    await meetingWithLines(storage, 1, 'other==');
    const facts = await storage.facts();
    expect(facts).toMatchObject({ records: 2, oldestExpiry: now + 24 * HOUR_MS });
    expect(facts.kind).toBe(kind.name.startsWith('SQLite') ? 'sqlite' : 'postgres');
    expect(facts.version).toMatch(/^\d+\.\d+/);
    expect(facts.bytes).toBeGreaterThan(10_000);
    expect('walBytes' in facts).toBe(kind.name === 'SQLite file');
    await storage.retention.deleteMeeting(first);
    expect(await storage.facts()).toMatchObject({ records: 1 });
  });

  it('counts records in memory where words are kept there', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url, { retentionHours: 0 });
    await meetingWithLines(storage, 1);
    expect(await storage.facts()).toMatchObject({ inMemory: true, records: 1 });
  });
});
