import { describe, expect, it } from 'vitest';
import { pauseBetween, spokenSpan } from '../../../../../server/captions/sentences/pieces/pause.ts';

const noon = Date.UTC(2026, 0, 5, 12);
/** Seconds after noon. */
const heard = (startedAt: number, endedAt: number, receivedAt: number) => ({
  startedAt: noon + 1_000 * startedAt,
  endedAt: noon + 1_000 * endedAt,
  receivedAt: noon + 1_000 * receivedAt,
});
const words = { text: 'and so we', sourceLanguage: 'en' };

describe('the pause between two pieces', () => {
  it('is what Zoom’s times say, however the pieces arrive', () => {
    expect(pauseBetween(heard(0, 2, 30), { ...words, ...heard(14, 15, 30) })).toBe(12_000);
    expect(pauseBetween(heard(0, 2, 2), { ...words, ...heard(2.5, 4, 60) })).toBe(500);
  });

  it('is none while pieces overlap, and endless after a rewind', () => {
    expect(pauseBetween(heard(10, 12, 12), { ...words, ...heard(11, 14, 14) })).toBe(0);
    expect(pauseBetween(heard(100, 102, 102), { ...words, ...heard(40, 42, 103) })).toBe(Infinity);
  });

  it.each([
    ['are missing', { receivedAt: noon + 9_000 }],
    ['end before they start', heard(8, 7, 9)],
    ['are of another day', heard(-86_400, -86_399, 9)],
    ['count from the start of the stream', { startedAt: 5_000, endedAt: 6_000, receivedAt: noon + 9_000 }],
    ['stand still', heard(0, 2, 9)],
  ])('is measured by arrival where Zoom’s times %s', (_, next) => {
    // 7 s, less the time that the words took.
    const pauseMs = pauseBetween(heard(0, 2, 2), { ...words, ...next });
    expect(pauseMs).toBeGreaterThan(5_000);
    expect(pauseMs).toBeLessThan(7_000);
  });

  it('by arrival is none when the words took as long', () => {
    const long = { text: 'and so we went on with what we had begun on Monday', sourceLanguage: 'en' };
    expect(pauseBetween({ receivedAt: noon }, { ...long, receivedAt: noon + 3_000 })).toBe(0);
    const signs = { text: '今日は会議の資料を見ながら', sourceLanguage: 'ja' };
    expect(pauseBetween({ receivedAt: noon }, { ...signs, receivedAt: noon + 2_000 })).toBe(0);
  });
});

it('spoken times are kept as they came where they are sane', () => {
  expect(spokenSpan(heard(1, 2, 3))).toEqual({ startedAt: noon + 1_000, endedAt: noon + 2_000 });
  expect(spokenSpan({ receivedAt: noon })).toBeUndefined();
});
