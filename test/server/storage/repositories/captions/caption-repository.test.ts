/**
 * Covers server/storage/repositories/captions/caption-columns.ts, server/storage/repositories/captions/caption-rows.ts, server/storage/repositories/captions/caption-writes.ts,
 * server/storage/repositories/captions/meeting-snapshot.ts, server/storage/repositories/captions/segment-reads.ts.
 */
import { expect, it } from 'vitest';
import { open } from '../../open.ts';
import {
  caption,
  meetingWithLines,
  note,
  onEveryDatabase,
  onEveryLastingDatabase,
  rendering,
  segment,
} from '../../stories.ts';

onEveryDatabase((kind) => {
  it('reads segments and lines as they were committed', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    const spoken = segment(id, 1);
    const { sentenceId: _, startedAt: __, endedAt: ___, ...timeless } = segment(id, 2).segment;
    const lines = [
      caption(1, { state: 'draft', corrected: true }),
      note(2),
      note(3, { kind: 'joined', speaker: { id: 'speaker-2', name: 'Nils "N" Ólafur 👋' } }),
      note(4, { kind: 'language-changed', sourceLanguage: 'pt-BR' }),
    ];

    await storage.captions.commit(id, {
      segments: [spoken, { seq: 2, segment: timeless, lineIds: [] }],
      lines,
    });

    expect(await storage.captions.lines(id, ['l4', 'l1', 'l3', 'l2', 'unknown'])).toEqual(lines);
    const { repeatKey: ____, ...kept } = spoken;
    expect(await storage.captions.findSentence(id, 'stream-1', { id: 'sentence-1' })).toEqual(kept);
    expect(await storage.captions.findSentence(id, 'stream-2', { id: 'sentence-1' })).toBeUndefined();
    expect(await storage.captions.findSentence(id, 'stream-1', { id: 'sentence-2' })).toBeUndefined();
  });

  it('finds a sentence of one speaker, and the newest of any speaker when none is named', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });
    const said = (seq: number, speakerId: string) => ({
      ...segment(id, seq),
      segment: {
        ...segment(id, seq).segment,
        sentenceId: 'same',
        speaker: { id: speakerId, name: speakerId },
        text: `by ${speakerId}`,
      },
    });
    await storage.captions.commit(id, { segments: [said(1, 'ana'), said(2, 'ben')], lines: [] });
    const textOf = async (speakerId?: string) => {
      const sentence = { id: 'same', ...(speakerId === undefined ? {} : { speakerId }) };
      return (await storage.captions.findSentence(id, 'stream-1', sentence))?.segment.text;
    };
    expect([await textOf('ana'), await textOf('ben'), await textOf('cy'), await textOf()]).toEqual([
      'by ana',
      'by ben',
      undefined,
      'by ben',
    ]);
  });

  it('replaces a stored segment and a stored line', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 2);

    await storage.captions.commit(id, {
      segments: [segment(id, 1, { text: 'Corrected.', attribute: 'update' })],
      lines: [caption(1, { text: 'Corrected.', corrected: true })],
    });

    expect(await storage.captions.lines(id, ['l1', 'l2'])).toEqual([
      caption(1, { text: 'Corrected.', corrected: true }),
      caption(2),
    ]);
    expect((await storage.captions.findSentence(id, 'stream-1', { id: 'sentence-1' }))?.segment.text).toBe(
      'Corrected.',
    );
    expect((await storage.captions.load(id)).lastSegment).toBe(2);
  });

  it('stores the last of two writes of one line in a batch', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(1, { text: 'Hel' }), caption(1, { text: 'Hello.' })],
    });
    await storage.captions.saveRenderings(id, 'es', [
      rendering(1, 1, { text: 'Ho' }),
      rendering(1, 2, { text: 'Hola.' }),
    ]);

    const [shown] = await storage.captions.newest(id, 'es', { limit: 1 });
    expect(shown).toEqual({
      line: caption(1, { text: 'Hello.' }),
      rendering: rendering(1, 2, { text: 'Hola.' }),
    });
  });

  it('stores a whole batch or nothing of it', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    // The database refuses the line after the segment was inserted.
    const nowhere = caption(1, { position: Number.NaN });
    const change = { segments: [segment(id, 1)], lines: [nowhere] };
    await expect(storage.captions.commit(id, change)).rejects.toMatchObject({
      name: 'StorageError',
      retryable: false,
    });

    expect(await storage.captions.load(id)).toMatchObject({ lastSegment: 0, lastPosition: 0 });
  });

  it('stores more lines at once than one statement takes', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 2_500);

    expect(await storage.captions.load(id)).toMatchObject({ lastSegment: 2_500, lastPosition: 2_500 });
    const changes = await storage.captions.changes(id, 'es', 0, 5_000);
    expect(changes.map(({ line }) => line.position)).toEqual(
      Array.from({ length: 2_500 }, (_, index) => index + 1),
    );
  });

  it('stores a name with a NUL character, which PostgreSQL refuses', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    await storage.captions.commit(id, {
      segments: [],
      lines: [caption(1, { speaker: { id: 's', name: 'A\0na' } })],
    });

    const [line] = await storage.captions.lines(id, ['l1']);
    expect(line?.speaker?.name.replace('\0', '')).toBe('Ana');
  });

  it('rounds times with fractions', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    await storage.captions.commit(id, {
      segments: [segment(id, 1, { startedAt: 1_700_000_000_000.25 })],
      lines: [caption(1, { spokenAt: 1_700_000_000_000.25 })],
    });
    await storage.captions.saveRenderings(id, 'es', [rendering(1, 1, { delayMs: 3.7 })]);

    const [shown] = await storage.captions.newest(id, 'es', { limit: 1 });
    expect(shown).toMatchObject({ line: { spokenAt: 1_700_000_000_000 }, rendering: { delayMs: 4 } });
  });

  it('recognises a segment by its key, in its own stream and meeting only', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    const other = await storage.meetings.open({ uuid: 'other==' });

    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 1')).toBe(true);
    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 2')).toBe(false);
    expect(await storage.captions.hasSegment(id, 'stream-2', 'key of 1')).toBe(false);
    expect(await storage.captions.hasSegment(other.id, 'stream-1', 'key of 1')).toBe(false);
  });

  it('reserves each version once, for many calls at once', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    const blocks = await Promise.all(
      Array.from({ length: 40 }, () => storage.captions.reserveVersions(id, 'es', 1_000)),
    );

    const ends = blocks.map(({ through }) => through).sort((a, b) => a - b);
    expect(ends).toEqual(Array.from({ length: 40 }, (_, index) => (index + 1) * 1_000));
    expect(await storage.captions.reserveVersions(id, 'de', 10)).toEqual({ through: 10 });
  });

  it('does not restore a removed line by a late write', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    const gone = caption(1, { removed: true, text: '', parts: [] });
    await storage.captions.commit(id, { segments: [], lines: [gone] });

    await storage.captions.commit(id, { segments: [], lines: [caption(1, { text: 'A late write.' })] });

    expect(await storage.captions.lines(id, ['l1'])).toEqual([gone]);
  });

  it('rejects for a meeting that is not stored, not retryable', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await expect(storage.captions.load('nowhere')).rejects.toMatchObject({
      name: 'StorageError',
      retryable: false,
    });
    const change = { segments: [], lines: [caption(1)] };
    await expect(storage.captions.commit('nowhere', change)).rejects.toMatchObject({ name: 'StorageError' });
  });
});

onEveryLastingDatabase((kind) => {
  it('loads the last state after a restart', async () => {
    await using database = await kind.create();
    const status = { state: 'live', since: 1_700_000_000_000, reason: { code: 'lost' } } as const;
    let id: string;
    let epoch: string;
    {
      await using storage = await open(database.url);
      id = await meetingWithLines(storage, 3);
      const unfinished = [
        caption(4, { state: 'draft' }),
        caption(5, { state: 'draft', removed: true, text: '' }),
      ];
      await storage.captions.commit(id, { segments: [segment(id, 4)], lines: unfinished });
      await storage.captions.reserveVersions(id, 'es', 1_000);
      await storage.captions.saveStatus(id, status);
      epoch = (await storage.captions.load(id)).epoch;
    }
    await using storage = await open(database.url);

    expect(await storage.captions.load(id)).toEqual({
      epoch,
      lastPosition: 5,
      lastSegment: 4,
      drafts: [caption(4, { state: 'draft' })],
      status,
    });
    expect(await storage.captions.reserveVersions(id, 'es', 1_000)).toEqual({ through: 2_000 });
    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 4')).toBe(true);
  });

  it('reserves each version once, for two processes', async () => {
    await using database = await kind.create();
    await using one = await open(database.url);
    await using two = await open(database.url);
    const { id } = await one.meetings.open({ uuid: 'uuid==' });

    const blocks = await Promise.all(
      Array.from({ length: 30 }, (_, turn) =>
        (turn % 2 === 0 ? one : two).captions.reserveVersions(id, 'es', 100),
      ),
    );

    expect(new Set(blocks.map(({ through }) => through)).size).toBe(30);
  });
});
