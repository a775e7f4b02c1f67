import { expect, it } from 'vitest';
import { open } from '../open.ts';
import { onEveryDatabase } from '../stories.ts';

const terms = [
  { term: 'Falcon', translations: {} },
  { term: 'sprint', translations: { 'pt-BR': 'iteração' } },
];

onEveryDatabase((kind) => {
  it('stores the glossaries of a meeting and its host, until the meeting or the person is deleted', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    await storage.glossaries.saveOfMeeting(id, []);
    await storage.glossaries.saveOfMeeting(id, terms);
    await storage.glossaries.saveOfPerson('ana', terms.slice(0, 1));
    expect(await storage.glossaries.glossariesOf(id)).toEqual({ ofHost: [], ofMeeting: terms });
    await storage.meetings.addMember(id, 'ana', 'hosted');
    expect((await storage.glossaries.glossariesOf(id)).ofHost).toEqual(terms.slice(0, 1));
    // The host that Zoom names comes first.
    await storage.meetings.open({ uuid: 'uuid==', hostId: 'ben' });
    expect((await storage.glossaries.glossariesOf(id)).ofHost).toEqual([]);
    expect(await storage.glossaries.hostedAmong([id, 'unknown'], 'ben')).toEqual([id]);
    await storage.people.deleteEverythingOf('ana');
    expect(await storage.glossaries.ofPerson('ana')).toEqual([]);
    await storage.people.deleteEverythingOf('ben');
    expect(await storage.glossaries.ofMeeting(id)).toEqual([]);
  });
});
