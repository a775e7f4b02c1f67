import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { meetingWithLines, onEveryDatabase } from '../stories.ts';

const terms = [
  { term: 'Falcon', translations: {} },
  { term: 'sprint', translations: { 'pt-BR': 'iteração' } },
];

onEveryDatabase((kind) => {
  it('adds up what was sent to engines, and keeps the cap of the host', async () => {
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
    // What was still on its way when the meeting was deleted.
    await storage.meters.add(id, [count(1)]);
    expect(await storage.meters.load(id)).toEqual({ counts: [] });
  });

  it('keeps the glossary of a meeting and of whoever hosts it, until one of them goes', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    await storage.glossaries.saveOfMeeting(id, []);
    await storage.glossaries.saveOfMeeting(id, terms);
    await storage.glossaries.saveOfPerson('ana', terms.slice(0, 1));
    expect(await storage.glossaries.glossariesOf(id)).toEqual({ ofHost: [], ofMeeting: terms });
    await storage.meetings.addMember(id, 'ana', 'hosted');
    expect((await storage.glossaries.glossariesOf(id)).ofHost).toEqual(terms.slice(0, 1));
    // Zoom's word on who hosts comes first.
    await storage.meetings.open({ uuid: 'uuid==', hostId: 'ben' });
    expect((await storage.glossaries.glossariesOf(id)).ofHost).toEqual([]);
    expect(await storage.glossaries.hostedAmong([id, 'unknown'], 'ben')).toEqual([id]);
    await storage.people.deleteEverythingOf('ana');
    expect(await storage.glossaries.ofPerson('ana')).toEqual([]);
    await storage.people.deleteEverythingOf('ben');
    expect(await storage.glossaries.ofMeeting(id)).toEqual([]);
  });

  it('makes renderings of older words visible as such', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 3);
    await storage.captions.outdate(id, 'es', ['l2', 'unknown']);
    const rendered = await storage.captions.rendered(id, 'es', ['l3', 'l2', 'l9']);
    expect(rendered.map(({ line, rendering }) => [line.id, rendering?.revision])).toEqual([
      ['l2', -1],
      ['l3', 0],
    ]);
    expect(await storage.captions.rendered(id, 'fr', ['l1'])).toMatchObject([{ line: { id: 'l1' } }]);
    expect(await storage.captions.languages(id)).toEqual([]);
    await storage.captions.reserveVersions(id, 'es', 10);
    expect(await storage.captions.languages(id)).toEqual(['es']);
  });
});
