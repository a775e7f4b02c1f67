import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Deadlines } from '../../../../server/captions/sentences/deadlines.ts';

it('gives out what is due, earliest first, each once', () => {
  const deadlines = new Deadlines<string>();
  deadlines.set('late', 30);
  deadlines.set('soon', 10);
  deadlines.set('then', 20);
  expect(deadlines.next()).toBe(10);
  expect(deadlines.due(20)).toEqual(['soon', 'then']);
  expect(deadlines.due(20)).toEqual([]);
  expect(deadlines.next()).toBe(30);
});

it('keeps the newest time of each key, and none of a key that was cleared', () => {
  const time = fc.option(fc.nat(50), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), time), { maxLength: 60 }), (changes) => {
      const deadlines = new Deadlines<number>();
      const expected = new Map<number, number>();
      for (const [key, at] of changes) {
        deadlines.set(key, at);
        if (at === undefined) expected.delete(key);
        else expected.set(key, at);
      }
      expect(deadlines.next()).toBe(expected.size === 0 ? undefined : Math.min(...expected.values()));
      const due = deadlines.due(25);
      expect(new Set(due)).toEqual(new Set([...expected].filter(([, at]) => at <= 25).map(([key]) => key)));
      const times = due.map((key) => expected.get(key) ?? Number.NaN);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
});
