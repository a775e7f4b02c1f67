import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

onEveryDatabase((kind) => {
  it('keeps the newest preferences of each person', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const preferences = { language: 'pt-BR', display: { size: 150, theme: 'dark' } };
    await storage.preferences.save('ana', { language: 'es' });
    await storage.preferences.save('ana', preferences);
    await storage.preferences.save('ben', {});
    expect(await storage.preferences.find('ana')).toEqual(preferences);
    expect(await storage.preferences.find('ben')).toEqual({});
    expect(await storage.preferences.find('eve')).toBeUndefined();
  });
});
