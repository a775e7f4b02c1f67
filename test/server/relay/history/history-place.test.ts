import { expect, it } from 'vitest';
import { historyPlace, newerThan } from '../../../../server/relay/history/history-place.ts';
import { caption } from '../../storage/stories.ts';

/** Positions 1 to 10. */
const lines = Array.from({ length: 10 }, (_, index) => caption(index + 1));
const store = {
  lines: async (_id: string, ids: readonly string[]) => lines.filter(({ id }) => ids.includes(id)),
  linesAbove: async (_id: string, position: number, limit: number) =>
    lines.filter((line) => line.position > position).slice(0, limit),
};

it.each([
  [
    { before: 5, limit: 3 },
    { before: 5, limit: 3 },
  ],
  [
    { after: 0, limit: 3 },
    { before: 4, limit: 3, newer: true },
  ],
  [
    { after: 7, limit: 3 },
    { before: 11, limit: 3, newer: false },
  ],
  [
    { around: 'l5', limit: 4 },
    { before: 8, limit: 4, newer: true },
  ],
  [
    { around: 'l10', limit: 4 },
    { before: 11, limit: 4, newer: false },
  ],
  // Unknown, or removed since the link was made: the beginning.
  [
    { around: 'gone', limit: 4 },
    { before: 5, limit: 4, newer: true },
  ],
])('%o ends at %o', async (asked, place) => {
  expect(await historyPlace(store, 'm1', asked)).toEqual(place);
});

it('who may read none of the lines is not told of newer ones', () => {
  expect(newerThan([], true)).toEqual({ newer: false });
  expect(newerThan([1], true)).toEqual({ newer: true });
  expect(newerThan([1], undefined)).toEqual({});
});
