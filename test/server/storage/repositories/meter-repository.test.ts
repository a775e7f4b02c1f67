import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { meetingWithLines, onEveryDatabase } from '../stories.ts';

onEveryDatabase((kind) => {
  it("adds up the characters sent to engines, and stores the host's cap", async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    const count = (characters: number, language = 'es') => ({ language, engine: 'deepl', characters });
    await storage.meters.add(id, [count(10), count(5, 'fr')]);
    await storage.meters.add(id, [count(20)]);
    await storage.meters.saveBudget(id, 1_000);
    const { counts, budget } = await storage.meters.load(id);
    expect(counts.toSorted((a, b) => a.characters - b.characters)).toEqual([count(5, 'fr'), count(30)]);
    expect(budget).toBe(1_000);
    await storage.meters.saveBudget(id, undefined);
    await storage.retention.deleteMeeting(id);
    // Counts that are written after the meeting was deleted.
    await storage.meters.add(id, [count(1)]);
    expect(await storage.meters.load(id)).toEqual({ counts: [] });
  });
});
