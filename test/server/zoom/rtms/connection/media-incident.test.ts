import { expect, it } from 'vitest';
import { isRecent, isRepaired, withSign } from '../../../../../server/zoom/rtms/connection/media-incident.ts';
import { protocolTimes } from '../../../../../server/zoom/rtms/connection/protocol-times.ts';

const times = protocolTimes(10_000, 1);
const goodAgain = (now: number) => ({ now, goodSince: 2_000, times });

it('counts signs within five seconds to one loss', () => {
  expect(isRecent({ at: 0, signs: [] }, 4_999, times)).toBe(true);
  expect(isRecent({ at: 0, signs: [] }, 5_000, times)).toBe(false);
});

it('takes the other sign of a repaired loss for a late one, and the same sign for a new loss', () => {
  const incident = withSign({ at: 0, signs: [] }, { sign: 'event', at: 100 }, 50);
  expect(incident).toEqual({ at: 0, signs: ['event'], toldAt: 100, heardAt: 50 });
  expect(isRepaired(incident, { sign: 'state' }, goodAgain(4_000))).toBe(true);
  expect(isRepaired(incident, { sign: 'event', at: 3_900 }, goodAgain(4_000))).toBe(false);
});

it('takes a sign with a time that is not newer, or one within a second of the repair, for a repeat', () => {
  const incident = withSign({ at: 0, signs: [] }, { sign: 'event', at: 100 }, 50);
  expect(isRepaired(incident, { sign: 'event', at: 100 }, goodAgain(9_000))).toBe(true);
  expect(isRepaired(incident, { sign: 'event', at: 2_100 }, goodAgain(2_500))).toBe(true);
});
