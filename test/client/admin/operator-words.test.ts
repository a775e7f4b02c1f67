import { expect, it } from 'vitest';
import { age, bytes, duration, languageName } from '../../../client/admin/operator-words.ts';

it('writes durations, ages and sizes as people say them', () => {
  expect([0.34, 42.4, 1_449].map(duration)).toEqual(['0.3 ms', '42 ms', '1.4 s']);
  expect([-5, 59_999, 130_000, 86_400_000 * 3 + 4 * 3_600_000 + 60_000].map(age)).toEqual([
    '0 s',
    '59 s',
    '2 min 10 s',
    '3 d 4 h',
  ]);
  expect([640, 1_234_567, 123_456, 9.9e15].map(bytes)).toEqual(['640 B', '1.2 MB', '123 kB', '9900 TB']);
});

it('names languages, and leaves what is none', () => {
  expect(['pt-BR', 'original', 'no language'].map(languageName)).toEqual([
    'Brazilian Portuguese',
    'as spoken',
    'no language',
  ]);
});
