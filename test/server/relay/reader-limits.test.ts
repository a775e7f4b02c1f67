import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasRoom } from '../../../server/relay/reader-limits.ts';

/** How many one person gets of a meeting where so many are taken by others, asking until refused. */
function share(most: number, takenByOthers: number): number {
  let held = 0;
  while (hasRoom({ held, taken: takenByOthers + held, most })) held += 1;
  return held;
}

describe('the room of a meeting', () => {
  it('is never taken by one person who finds it empty, unless it is one place', () => {
    expect([1, 2, 3, 4, 8, 24].map((most) => share(most, 0))).toEqual([1, 2, 2, 2, 4, 12]);
  });

  it('has a first place for everybody while there is one at all, and none beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (most, taken) => {
        expect(hasRoom({ held: 0, taken, most })).toBe(taken < most);
      }),
    );
  });

  it('refuses those who hold more first', () => {
    const places = fc.record({
      held: fc.nat(20),
      taken: fc.nat(100),
      most: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(places, ({ held, taken, most }) => {
        if (hasRoom({ held: held + 1, taken, most })) expect(hasRoom({ held, taken, most })).toBe(true);
      }),
    );
  });

  it('keeps half for first places, however many people take what they can', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 500 }), fc.integer({ min: 1, max: 30 }), (most, people) => {
        let taken = 0;
        for (let person = 0; person < people; person += 1) taken += Math.min(20, share(most, taken));
        const firsts = Math.min(people, most);
        expect(taken - firsts).toBeLessThanOrEqual(Math.ceil((most * 3) / 4));
      }),
    );
  });
});
