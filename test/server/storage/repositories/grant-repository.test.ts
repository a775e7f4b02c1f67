import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

onEveryDatabase((kind) => {
  it('keeps the newest grant of each person until it is deleted', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await storage.grants.save('ana', 'sealed-1');
    await storage.grants.save('ana', 'sealed-2');
    expect(await storage.grants.find('ana')).toBe('sealed-2');
    expect(await storage.grants.find('ben')).toBeUndefined();
    await storage.grants.delete('ana');
    expect(await storage.grants.find('ana')).toBeUndefined();
  });
});
