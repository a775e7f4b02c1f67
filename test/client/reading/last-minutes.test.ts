/** Covers client/reading/reading-words.ts, client/reading/message-values.ts. */
import { describe, expect, it } from 'vitest';
import { cameLate, lastMinutes } from '../../../client/reading/last-minutes.ts';
import { aCaption, aGap } from '../../support/caption-lines.ts';

const START = 1_800_000_000_000;
const minute = (position: number, at: number, change = {}) =>
  aCaption(position, { spokenAt: START + at * 60_000, ...change });

describe('who opens a live meeting', () => {
  it('is not late for its first words', () => {
    expect(cameLate([], undefined)).toBe(false);
    expect(cameLate([aGap(1, 2_000), minute(2, 0)], undefined)).toBe(false);
    expect(cameLate([minute(1, 0), minute(2, 1.5)], undefined)).toBe(false);
  });

  it('is late when minutes were spoken before, or more than is loaded', () => {
    expect(cameLate([minute(1, 0), minute(2, 3)], undefined)).toBe(true);
    expect(cameLate([minute(51, 10), minute(52, 10.1)], 51)).toBe(true);
  });
});

describe('the last minutes', () => {
  const lines = [minute(1, 0), minute(2, 4), minute(3, 6), aGap(4, 1_000), minute(5, 8), minute(6, 10)];

  it('begin with the first line that was spoken in them', () => {
    expect(lastMinutes(lines, undefined, 5)).toEqual({ lineId: 'c3', isPart: false });
    expect(lastMinutes(lines, 1, 5)).toEqual({ lineId: 'c3', isPart: false });
  });

  it('begin with the meeting where that is younger', () => {
    expect(lastMinutes(lines, undefined, 15)).toEqual({ lineId: 'c1', isPart: false });
  });

  it('are a part while earlier lines of them may exist', () => {
    expect(lastMinutes(lines, 1, 15)).toEqual({ lineId: 'c1', isPart: true });
  });

  it('go back beyond a sentence that Zoom sent late', () => {
    const withLate = [...lines.slice(0, 4), minute(5, 1, { late: true }), minute(6, 10)];
    expect(lastMinutes(withLate, undefined, 5)).toEqual({ lineId: 'c3', isPart: false });
  });

  it('of nothing are nothing', () => {
    expect(lastMinutes([aGap(1, 1_000)], undefined, 5)).toEqual({ lineId: undefined, isPart: false });
  });
});
