import { expect, it } from 'vitest';
import { HeldMeetings } from '../../../server/cluster/held-meetings.ts';
import { withResolvers } from '../translation/stories.ts';

function stage() {
  const held = new HeldMeetings();
  const taken: string[] = [];
  const lost: string[] = [];
  held.onTaken((meetingId) => taken.push(meetingId));
  held.onLost(async (meetingId) => {
    lost.push(meetingId);
  });
  held.hold({ meetingId: 'm', token: 3 });
  return { held, taken, lost };
}

it('a taken meeting has the token its writes are checked against', () => {
  const { held, taken } = stage();
  expect(held.tokenOf('m')).toBe(3);
  expect(held.ids).toEqual(['m']);
  expect(taken).toEqual(['m']);
  expect(held.tokenOf('another')).toBeUndefined();
});

it('a lost meeting is reported once, a released one never', () => {
  const { held, lost } = stage();
  held.lose('m');
  held.lose('m');
  held.hold({ meetingId: 'm', token: 4 });
  held.release('m');
  expect(lost).toEqual(['m']);
});

it('a refused token loses the meeting, unless the node has taken it anew meanwhile', () => {
  const { held, lost } = stage();
  held.refused('m', 2);
  expect(held.has('m')).toBe(true);
  held.refused('m', 3);
  expect(held.has('m')).toBe(false);
  expect(lost).toEqual(['m']);
});

it('a lost meeting is left once everything under way of it is over', async () => {
  const { held } = stage();
  const leaving = withResolvers<void>();
  held.onLost(() => leaving.promise);
  held.lose('m');
  let isLeft = false;
  const left = held.left('m').then(() => {
    isLeft = true;
  });
  await Promise.resolve();
  await held.left('another');
  expect(isLeft).toBe(false);
  leaving.resolve(undefined);
  await left;
  expect(isLeft).toBe(true);
});
