/**
 * Covers server/storage/search/search-indexer.ts, server/storage/search/trigrams.ts, server/storage/search/window-texts.ts,
 * server/storage/schema/migrations/from-0010/0018-search.ts.
 */
import { expect, it } from 'vitest';
import { findLines } from '../../../../server/record/search/find-lines.ts';
import { searchWords } from '../../../../server/record/search/search-words.ts';
import type { Storage } from '../../../../server/storage/storage.ts';
import { open } from '../open.ts';
import { caption, onEveryDatabase, rendering } from '../stories.ts';

/** What a search finds, as `position language text`; the index is complete, unless `indexed` is false. */
async function found(storage: Storage, meetingId: string, typed: string, until = Infinity) {
  const words = searchWords(typed);
  const windows = await storage.search.search(words).among([meetingId]);
  expect(windows.every((window) => window.meetingId === meetingId)).toBe(true);
  const numbers = windows.map(({ number }) => number);
  const { lines } = await findLines(storage.search, meetingId, { numbers, words, until, limit: 50 });
  return lines.map(({ position, language, text }) => `${position} ${language} ${text}`);
}

async function meetingOf(storage: Storage, texts: readonly string[], uuid = 'uuid==') {
  const { id } = await storage.meetings.open({ uuid });
  const lines = texts.map((text, index) => caption(index + 1, { text }));
  await storage.captions.commit(id, { segments: [], lines });
  return id;
}

async function translate(storage: Storage, id: string, texts: Readonly<Record<number, string>>) {
  await storage.captions.reserveVersions(id, 'es', 1_000);
  const renderings = Object.entries(texts).map(([position, text]) =>
    rendering(Number(position), Number(position), { text }),
  );
  await storage.captions.saveRenderings(id, 'es', renderings);
}

onEveryDatabase((kind) => {
  it.each([
    ['before the index has them', false],
    ['by the index', true],
  ])('words are found in originals and translations, %s', async (_name, isIndexed) => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingOf(storage, [
      'The budget for March',
      'Über die Ænderung: 100% sicher',
      '会議の予算について話しましょう',
      'budgetary matters of may',
    ]);
    await meetingOf(storage, ['The budget of somebody else'], 'other==');
    await translate(storage, id, { 1: 'El presupuesto de marzo', 4: 'Cuestiones de la acción' });
    if (isIndexed) await storage.searchIndexer.indexRested(0);
    expect(await found(storage, id, 'BUDGET')).toEqual([
      '1 original The budget for March',
      '4 original budgetary matters of may',
    ]);
    expect(await found(storage, id, 'march budget')).toEqual(['1 original The budget for March']);
    expect(await found(storage, id, '"for march" budget')).toEqual(['1 original The budget for March']);
    expect(await found(storage, id, '"budget march"')).toEqual([]);
    expect(await found(storage, id, 'presupuesto')).toEqual(['1 es El presupuesto de marzo']);
    // In one language of a line, not across two.
    expect(await found(storage, id, 'budget presupuesto')).toEqual([]);
    // Without accents, and with them where the text has none.
    expect(await found(storage, id, 'accion')).toEqual(['4 es Cuestiones de la acción']);
    expect(await found(storage, id, 'áenderung')).toEqual(['2 original Über die Ænderung: 100% sicher']);
    // One and two characters have no trigram.
    expect(await found(storage, id, '予算')).toEqual(['3 original 会議の予算について話しましょう']);
    expect(await found(storage, id, '話')).toEqual(['3 original 会議の予算について話しましょう']);
    expect(await found(storage, id, '予算について')).toEqual(['3 original 会議の予算について話しましょう']);
    // The signs of patterns stand for themselves.
    expect(await found(storage, id, '100%')).toEqual(['2 original Über die Ænderung: 100% sicher']);
    expect(await found(storage, id, 'b_dget')).toEqual([]);
    expect(await found(storage, id, '\\budget')).toEqual([]);
    expect(await found(storage, id, `"'); drop table lines; --`)).toEqual([]);
    expect(await found(storage, id, 'nothing of it')).toEqual([]);
  });

  it('what is changed or removed is found no more, and what it became is', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingOf(storage, ['a walrus', 'a penguin', 'a still draft']);
    await translate(storage, id, { 1: 'una morsa', 2: 'un pingüino' });
    await storage.searchIndexer.indexRested(0);
    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(1, { text: 'a narwhal', corrected: true, revision: 1 }), caption(2, { removed: true })],
    });
    await storage.captions.saveRenderings(id, 'es', [rendering(1, 9, { text: 'un narval', revision: 1 })]);
    for (const moment of ['at once', 'indexed again']) {
      expect([moment, await found(storage, id, 'walrus')]).toEqual([moment, []]);
      expect(await found(storage, id, 'morsa')).toEqual([]);
      expect(await found(storage, id, 'penguin')).toEqual([]);
      expect(await found(storage, id, 'pinguino')).toEqual([]);
      expect(await found(storage, id, 'narwhal')).toEqual(['1 original a narwhal']);
      expect(await found(storage, id, 'narval')).toEqual(['1 es un narval']);
      await storage.searchIndexer.indexRested(0);
    }
  });

  it('an open sentence is not found, and is when it has settled', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingOf(storage, ['the first line']);
    const draft = caption(2, { text: 'a kingfisher', state: 'draft' });
    await storage.captions.commit(id, { segments: [], lines: [draft] });
    await storage.searchIndexer.indexRested(0);
    expect(await found(storage, id, 'kingfisher')).toEqual([]);
    await storage.captions.commit(id, { segments: [], lines: [{ ...draft, state: 'settled' }] });
    expect(await found(storage, id, 'kingfisher')).toEqual(['2 original a kingfisher']);
    await storage.searchIndexer.indexRested(0);
    expect(await found(storage, id, 'kingfisher')).toEqual(['2 original a kingfisher']);
  });

  it('lines spoken after a reader left are not theirs', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingOf(storage, ['an otter', 'another otter']);
    await storage.searchIndexer.indexRested(0);
    expect(await found(storage, id, 'otter', caption(1).spokenAt)).toEqual(['1 original an otter']);
  });

  it('common words are found in long meetings as rare ones are', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const texts = Array.from({ length: 900 }, (_, index) =>
      index === 700 ? 'the only chinchilla' : `the ${index}th sentence is like the others`,
    );
    const ids = [];
    for (let index = 0; index < 10; index += 1) ids.push(await meetingOf(storage, texts, `${index}==`));
    await storage.searchIndexer.indexRested(0);
    const [id = ''] = ids;
    expect(await found(storage, id, 'sentence others')).toHaveLength(50);
    expect(await found(storage, id, 'chinchilla')).toEqual(['701 original the only chinchilla']);
  });
});
