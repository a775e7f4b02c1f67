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
  it('gives back segments and lines as they were committed', async () => {
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

  it('finds a sentence of the speaker who is meant, and the newest of anybody when nobody is named', async () => {
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

  it('replaces a segment and a line it knows', async () => {
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

  it('takes the last of two writes of one line in a batch', async () => {
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

  it('keeps a whole batch or nothing of it', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const { id } = await storage.meetings.open({ uuid: 'uuid==' });

    // The database has no place for it, and finds out after the segment went in.
    const nowhere = caption(1, { position: Number.NaN });
    const change = { segments: [segment(id, 1)], lines: [nowhere] };
    await expect(storage.captions.commit(id, change)).rejects.toMatchObject({
      name: 'StorageError',
      retryable: false,
    });

    expect(await storage.captions.load(id)).toMatchObject({ lastSegment: 0, lastPosition: 0 });
  });

  it('takes more lines at once than one statement can hold', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 2_500);

    expect(await storage.captions.load(id)).toMatchObject({ lastSegment: 2_500, lastPosition: 2_500 });
    const changes = await storage.captions.changes(id, 'es', 0, 5_000);
    expect(changes.map(({ line }) => line.position)).toEqual(
      Array.from({ length: 2_500 }, (_, index) => index + 1),
    );
  });

  it('stores a name with a character that PostgreSQL has no place for', async () => {
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

  it('rounds times that have fractions', async () => {
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

  it('knows a segment again by its key, in its own stream and meeting only', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    const other = await storage.meetings.open({ uuid: 'other==' });

    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 1')).toBe(true);
    expect(await storage.captions.hasSegment(id, 'stream-1', 'key of 2')).toBe(false);
    expect(await storage.captions.hasSegment(id, 'stream-2', 'key of 1')).toBe(false);
    expect(await storage.captions.hasSegment(other.id, 'stream-1', 'key of 1')).toBe(false);
  });

  it('never gives a version out twice, however many ask at once', async () => {
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

  it('tells what changed after a version, by version, removed lines included', async () => {
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

  it('pages from the newest line back, oldest first, without removed ones', async () => {
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

  it('finds the lines a language has not shown yet', async () => {
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
    expect(await storage.captions.lastRenderedPosition(id, 'es')).toBe(3);
    expect(await storage.captions.lastRenderedPosition(id, 'es', 2)).toBe(2);
    expect(await storage.captions.lastRenderedPosition(id, 'de')).toBe(0);
  });

  it('does not bring a removed line back', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1);
    const gone = caption(1, { removed: true, text: '', parts: [] });
    await storage.captions.commit(id, { segments: [], lines: [gone] });

    await storage.captions.commit(id, { segments: [], lines: [caption(1, { text: 'A late write.' })] });

    expect(await storage.captions.lines(id, ['l1'])).toEqual([gone]);
  });

  it('says plainly that a meeting is not kept', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    await expect(storage.captions.load('nowhere')).rejects.toMatchObject({
      name: 'StorageError',
      retryable: false,
    });
    const change = { segments: [], lines: [caption(1)] };
    await expect(storage.captions.commit('nowhere', change)).rejects.toMatchObject({ name: 'StorageError' });
  });

  it('writes what settled into the transcript, as translated or as spoken', async () => {
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

onEveryLastingDatabase((kind) => {
  it('goes on after a restart where it stopped', async () => {
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

  it('never gives a version to two processes', async () => {
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
