/** Covers server/storage/deletion/slices.ts and server/storage/deletion/meeting-deletion.ts. */
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { rowsAfter, SliceSize } from '../../../../server/storage/deletion/slices.ts';
import type { Storage } from '../../../../server/storage/storage.ts';
import { open } from '../open.ts';
import { caption, meetingWithLines, onEveryDatabase, rendering, segment } from '../stories.ts';

/** How often the event loop turned while `work` was under way. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    turns += 1;
    await setImmediate();
  }
  await done;
  return turns;
}

const MOST_ROWS_A_TURN = 100;

/** Every kind of deletion of many rows, by what it deletes. */
const deletions: readonly {
  readonly name: string;
  readonly fill: (storage: Storage, rows: number) => Promise<unknown>;
  readonly run: (storage: Storage) => Promise<unknown>;
}[] = [
  {
    name: 'a meeting with many lines',
    fill: (storage, rows) => meetingWithLines(storage, rows),
    run: async (storage) => {
      const { id } = await storage.meetings.open({ uuid: 'uuid==' });
      return storage.retention.deleteMeeting(id);
    },
  },
  {
    name: 'a meeting that many have read',
    fill: async (storage, rows) => {
      const { id } = await storage.meetings.open({ uuid: 'uuid==' });
      for (let index = 0; index < rows; index += 1)
        await storage.meetings.addMember(id, `${index}`, 'attended');
    },
    run: async (storage) => {
      const { id } = await storage.meetings.open({ uuid: 'uuid==' });
      return storage.retention.deleteMeeting(id);
    },
  },
  {
    name: 'the record of one stream',
    fill: (storage, rows) => meetingWithLines(storage, rows),
    run: (storage) => storage.streams.deleteRecord('stream-1'),
  },
  {
    name: 'a person who hosted many meetings',
    fill: async (storage, rows) => {
      for (let index = 0; index < rows; index += 1)
        await storage.meetings.open({ uuid: `${index}==`, hostId: 'ana' });
    },
    run: (storage) => storage.people.deleteEverythingOf('ana'),
  },
  {
    name: 'a person who was in many meetings',
    fill: async (storage, rows) => {
      for (let index = 0; index < rows; index += 1) {
        const { id } = await storage.meetings.open({ uuid: `${index}==` });
        await storage.meetings.addMember(id, 'ana', 'attended');
      }
    },
    run: (storage) => storage.people.deleteEverythingOf('ana'),
  },
  {
    name: 'many old webhooks',
    fill: async (storage, rows) => {
      for (let index = 0; index < rows; index += 1)
        await storage.webhooks.add({ key: `${index}`, event: 'e', body: '{}', receivedAt: index });
    },
    run: (storage) => storage.retention.sweep(),
  },
  {
    name: 'many sign-outs',
    fill: async (storage, rows) => {
      for (let index = 0; index < rows; index += 1) await storage.sessions.revoke(`${index}`, index);
    },
    run: (storage) => storage.retention.sweep(),
  },
];

it.each(deletions)('turns the event loop while it deletes $name', async ({ fill, run }) => {
  const rows = 2_000;
  await using storage = await open('sqlite::memory:');
  await fill(storage, rows);
  expect(await turnsDuring(run(storage))).toBeGreaterThanOrEqual(rows / MOST_ROWS_A_TURN);
});

it('makes slices smaller while they hold the event loop, and at most doubles them', () => {
  expect(rowsAfter(100, 40)).toBe(20);
  expect(rowsAfter(20, 200)).toBe(5);
  expect(rowsAfter(25, 0)).toBe(50);
  expect(rowsAfter(25, 5)).toBe(40);
  expect(rowsAfter(80, 1)).toBe(100);
});

it('measures the time of a slice in which the event loop does not turn', async () => {
  const [busy, idle] = [new SliceSize(), new SliceSize()];
  await busy.measure(async () => {
    const until = performance.now() + 60;
    while (performance.now() < until);
  });
  expect(busy.rows).toBe(5);
  await idle.measure(() => wait(60));
  expect(idle.rows).toBeGreaterThan(busy.rows);
});

onEveryDatabase((kind) => {
  it('deletes a meeting of several slices, with rows that are inserted meanwhile', async () => {
    await using database = await kind.create();
    await using storage = await open(database.url);
    const id = await meetingWithLines(storage, 1_200);
    const deleting = storage.retention.deleteMeeting(id);
    await setImmediate();
    // Hidden from every query while its rows are deleted.
    const late = storage.captions
      .commit(id, { segments: [segment(id, 5_000)], lines: [caption(5_000)] })
      .catch(() => undefined);
    const receipt = await deleting;
    await late;
    expect(receipt.meetingIds).toEqual([id]);
    expect(receipt.counts.translations).toBe(1_200);
    expect(await storage.meetings.get(id)).toBeUndefined();
    expect(await storage.captions.lines(id, ['l1', 'l700', 'l5000'])).toEqual([]);
    expect((await storage.meetings.open({ uuid: 'uuid==' })).id).not.toBe(id);
  });

  it('wipes a stream of several pages', async () => {
    await using database = await kind.create();
    const told: string[] = [];
    await using storage = await open(database.url, {
      onDeleted: (deletion) => void (deletion.what === 'lines' && told.push(...deletion.lineIds)),
    });
    const id = await meetingWithLines(storage, 700);
    const renderings = Array.from({ length: 700 }, (_, index) => rendering(index + 1, index + 1));
    await storage.captions.saveRenderings(id, 'fr', renderings);
    await storage.streams.deleteRecord('stream-1');
    expect(new Set(told).size).toBe(700);
    expect(told).toHaveLength(700);
    for (const language of ['es', 'fr']) {
      const changes = await storage.captions.changes(id, language, -1, 1_000);
      expect(changes.filter(({ rendering: { text }, line }) => text !== '' || !line.removed)).toEqual([]);
      expect(changes).toHaveLength(700);
    }
  });

  it('completes an interrupted deletion in the next sweep', async () => {
    await using database = await kind.create();
    let breaks = true;
    await using storage = await open(database.url, {
      onDeleted: () => {
        if (breaks) throw new Error('the process ends here');
      },
    });
    const [first, second] = [
      await meetingWithLines(storage, 1, 'a=='),
      await meetingWithLines(storage, 1, 'b=='),
    ];
    for (const id of [first, second]) await storage.meetings.addMember(id, 'ana', 'hosted');
    await expect(storage.people.deleteEverythingOf('ana')).rejects.toThrow('the process ends here');
    for (const id of [first, second]) {
      expect(await storage.meetings.get(id)).toBeUndefined();
      await expect(storage.captions.load(id)).rejects.toThrow('not kept');
    }
    const left = await Promise.all([first, second].map((id) => storage.captions.lines(id, ['l1'])));
    expect(left.flat()).toHaveLength(1);

    breaks = false;
    await storage.retention.sweep();
    const now = await Promise.all([first, second].map((id) => storage.captions.lines(id, ['l1'])));
    expect(now.flat()).toEqual([]);
  });
});
