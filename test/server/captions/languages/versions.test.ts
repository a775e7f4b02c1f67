import { expect, it } from 'vitest';
import { Versions } from '../../../../server/captions/languages/versions.ts';

/** The versions of one language, over a store that gives each block once. */
function stage(through = 0, stored = through) {
  const blocks: number[] = [];
  let last = through;
  const versions = new Versions({
    reserve: async (count) => {
      blocks.push(count);
      last += count;
      return { through: last };
    },
    last: async () => stored,
  });
  return { versions, blocks };
}

it('gives consecutive versions from one reserved block', async () => {
  const { versions, blocks } = stage();
  expect(versions.isUnused).toBe(true);
  await versions.reserve(2);
  expect([versions.next(), versions.next()]).toEqual([1, 2]);
  await versions.reserve(998);
  expect(blocks).toEqual([1_000]);
});

it('begins above every version of the last process', async () => {
  const { versions } = stage(1_000);
  await versions.reserve(1);
  expect(versions.sent).toBe(1_000);
  expect(versions.next()).toBe(1_001);
});

it('takes what the last process stored for sent: panels that have it apply the next batch', async () => {
  const { versions } = stage(2_000, 1_234);
  await versions.reserve(1);
  expect(versions.next()).toBe(2_001);
  expect(versions.unsent).toEqual({ from: 1_234, version: 2_001 });
});

it('skips the rest of a block that is too small, and reserves as much as is needed', async () => {
  const { versions, blocks } = stage();
  await versions.reserve(1);
  versions.next();
  await versions.reserve(1_500);
  expect(blocks).toEqual([1_000, 1_500]);
  expect(versions.next()).toBe(1_001);
});

it('covers in the next batch everything given since the last one that was sent', async () => {
  const { versions } = stage();
  await versions.reserve(3);
  versions.next();
  versions.next();
  expect(versions.unsent).toEqual({ from: 0, version: 2 });
  versions.wasSent(2);
  versions.next();
  expect(versions.unsent).toEqual({ from: 2, version: 3 });
});

it('skips a version, so that panels with an earlier one find a hole before the next batch', async () => {
  const { versions } = stage(2_000, 1_234);
  await versions.skip();
  expect(versions.next()).toBe(2_002);
  expect(versions.unsent).toEqual({ from: 2_001, version: 2_002 });
});
