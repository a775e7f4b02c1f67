import { expect, it } from 'vitest';
import { SharedSnapshot, type WatchedLines } from '../../../../server/captions/languages/snapshot.ts';
import { withResolvers } from '../../translation/stories.ts';

/** A feed at a version, whose reads are counted. */
class Feed {
  settledVersion: number | undefined = 7;
  reads = 0;
  /** What the database waits for. */
  ready: Promise<void> = Promise.resolve();

  async read<T>(query: (version: number) => Promise<T>): Promise<T> {
    this.reads += 1;
    await this.ready;
    return await query(this.settledVersion ?? 99);
  }
}

const lines = async (version: number): Promise<WatchedLines> => ({
  language: 'es',
  epoch: 'e',
  version,
  reset: false,
  captions: [],
  more: false,
});

it('is read once for all who join at one version, together or later', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  const together = await Promise.all([1, 2, 3].map(() => snapshot.read(feed, undefined, lines)));
  const later = await snapshot.read(feed, undefined, lines);
  expect(feed.reads).toBe(1);
  expect(new Set([...together, later]).size).toBe(1);
});

it('is read anew after a version, and after something was rendered', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  await snapshot.read(feed, undefined, lines);
  feed.settledVersion = 8;
  expect(await snapshot.read(feed, undefined, lines)).toMatchObject({ version: 8 });
  snapshot.forget();
  await snapshot.read(feed, undefined, lines);
  expect(feed.reads).toBe(3);
});

it('is not kept when a version came while it was read', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  const ready = withResolvers<void>();
  feed.ready = ready.promise;
  const early = snapshot.read(feed, undefined, lines);
  feed.settledVersion = 8;
  ready.resolve();
  expect(await early).toMatchObject({ version: 8 });
  feed.settledVersion = 7;
  expect(await snapshot.read(feed, undefined, lines)).toMatchObject({ version: 7 });
  expect(feed.reads).toBe(2);
});

it('is read for each while lines are being written', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  feed.settledVersion = undefined;
  await Promise.all([1, 2].map(() => snapshot.read(feed, undefined, lines)));
  expect(feed.reads).toBe(2);
});

it('keeps apart what panels have already, and bounds how many answers it keeps', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  const versions = Array.from({ length: 60 }, (_, index) => index);
  for (const after of [...versions, ...versions.slice(-5)]) await snapshot.read(feed, after, lines);
  expect(feed.reads).toBe(60);
  await snapshot.read(feed, 0, lines);
  expect(feed.reads).toBe(61);
});

it('is read again after a failure, which all who wait for it are told', async () => {
  const [feed, snapshot] = [new Feed(), new SharedSnapshot()];
  const away = async () => {
    throw new Error('away');
  };
  const outcomes = await Promise.allSettled([
    snapshot.read(feed, undefined, away),
    snapshot.read(feed, undefined, away),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await snapshot.read(feed, undefined, lines)).toMatchObject({ version: 7 });
  expect(feed.reads).toBe(2);
});
