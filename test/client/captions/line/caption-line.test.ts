import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../../../client/captions/line/caption-line.tsx';

describe('initials', () => {
  it.each([
    ['Maya Chen', 'MC'],
    ["Daniel O'Connor", 'DO'],
    ['ana', 'A'],
    ['نورة الحربي', 'ن'],
    ['田中 太郎', '田'],
    ['🚲', '?'],
    ['', '?'],
  ])('of "%s" are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
