import { expect, it } from 'vitest';
import { open } from '../../open.ts';
import { caption, meetingWithLines, note, onEveryDatabase, rendering } from '../../stories.ts';

onEveryDatabase((kind) => {
  it('lists the settled lines, translated or as spoken', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 2);
    await storage.captions.commit(id, { segments: [], lines: [note(3), caption(4, { state: 'draft' })] });
    await storage.captions.saveRenderings(id, 'es', [
      rendering(3, 3),
      { ...rendering(4, 4), state: 'draft', origin: 'machine', removed: false },
    ]);

    const { spokenAt } = caption(1);
    expect(await storage.transcripts.settledLines(id, 'es')).toEqual([
      { at: spokenAt, name: 'Ana', text: 'Frase 1.' },
      { at: spokenAt + 1_000, name: 'Ana', text: 'Frase 2.' },
    ]);
    expect((await storage.transcripts.settledLines(id, 'original')).map(({ text }) => text)).toEqual([
      'Sentence 1.',
      'Sentence 2.',
    ]);
    expect(await storage.transcripts.settledLines(id, 'de')).toEqual([]);
  });
});
