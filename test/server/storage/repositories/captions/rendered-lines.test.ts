/** Covers server/storage/repositories/captions/room-marks.ts. */
import { expect, it } from 'vitest';
import { open } from '../../open.ts';
import { caption, meetingWithLines, note, onEveryDatabase, rendering } from '../../stories.ts';

onEveryDatabase((kind) => {
  it('says how far a language is rendered, by version and by position', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { captions } = storage;
    const id = await meetingWithLines(storage, 3);
    expect(await captions.lastVersion(id, 'de')).toBe(0);
    expect(await captions.lastRenderedPosition(id, 'de')).toBe(0);
    await captions.saveRenderings(id, 'de', [rendering(2, 1_001), rendering(1, 1_002)]);
    expect(await captions.lastVersion(id, 'de')).toBe(1_002);
    expect(await captions.lastRenderedPosition(id, 'de')).toBe(2);
    expect(await captions.lastRenderedPosition(id, 'de', 1_000)).toBe(0);
  });

  it('lists the changes after a version, by version, removed lines included', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 3);
    await storage.captions.saveRenderings(id, 'de', [rendering(1, 99, { text: 'Satz.' })]);
    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(1, { removed: true, text: '', parts: [] })],
    });
    await storage.captions.saveRenderings(id, 'es', [
      rendering(1, 5, { text: '', removed: true }),
      rendering(2, 4),
    ]);

    const changes = await storage.captions.changes(id, 'es', 2, 10);

    expect(changes.map(({ rendering: { lineId, version, removed } }) => [lineId, version, removed])).toEqual([
      ['l3', 3, false],
      ['l2', 4, false],
      ['l1', 5, true],
    ]);
    expect(changes[2]?.line.removed).toBe(true);
    expect(await storage.captions.changes(id, 'es', 2, 1)).toHaveLength(1);
    expect(await storage.captions.changes(id, 'es', 5, 10)).toEqual([]);
  });

  it('pages backwards from the newest line, each page oldest first, without removed lines', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 12);
    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(9, { removed: true, text: '', parts: [] }), caption(13, { text: 'Not yet shown.' })],
    });

    const newest = await storage.captions.newest(id, 'es', { limit: 4 });
    expect(newest.map(({ line }) => line.position)).toEqual([10, 11, 12, 13]);
    expect(newest.map((shown) => shown.rendering?.version)).toEqual([10, 11, 12, undefined]);

    const older = await storage.captions.newest(id, 'es', { before: 10, limit: 3 });
    expect(older.map(({ line }) => line.position)).toEqual([6, 7, 8]);
    expect(await storage.captions.newest(id, 'es', { before: 1, limit: 3 })).toEqual([]);

    const original = await storage.captions.newest(id, 'original', { limit: 1 });
    expect(original).toEqual([{ line: caption(13, { text: 'Not yet shown.' }) }]);
  });

  it('finds the lines above a position, and those without a rendering in a language', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 3);
    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(4), note(5), caption(6, { removed: true, text: '', parts: [] }), caption(7)],
    });

    const positions = async (language: string, above: number, limit: number) =>
      (await storage.captions.unrendered(id, language, above, limit)).map((line) => line.position);
    expect(await positions('es', 0, 10)).toEqual([4, 5, 7]);
    expect(await positions('es', 4, 1)).toEqual([5]);
    expect(await positions('de', 1, 10)).toEqual([2, 3, 4, 5, 7]);
    const all = await storage.captions.linesAbove(id, 1, 4);
    expect(all.map((line) => line.position)).toEqual([2, 3, 4, 5]);
    expect(await storage.captions.lastRenderedPosition(id, 'es')).toBe(3);
    expect(await storage.captions.lastRenderedPosition(id, 'es', 2)).toBe(2);
    expect(await storage.captions.lastRenderedPosition(id, 'de')).toBe(0);
  });

  it('marks renderings as outdated', async () => {
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
