import { expect, it } from 'vitest';
import { type Meetings, nextMeetings } from '../../../../../client/app/home/meetings/use-meetings.ts';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../../../../shared/panel-protocol.ts';

function meeting(number: number, topic = ''): MeetingSummary {
  return {
    id: `m${number}`,
    topic,
    startedAt: number,
    status: { state: 'ended', since: 0, start: 'no' },
    languages: { spoken: [], read: [] },
    expiresAt: 0,
    hosted: false,
  };
}

/** Newest first, from `newest` on. */
const page = (newest: number, count = MEETINGS_PER_PAGE) =>
  Array.from({ length: count }, (_, index) => meeting(newest - index));
const ids = (meetings: Meetings) => (meetings.kind === 'loaded' ? meetings.meetings.map(({ id }) => id) : []);

it('a list that is brought up to date keeps the older pages that were loaded', () => {
  const first = nextMeetings({ kind: 'loading' }, { kind: 'page', meetings: page(200), isFirst: true });
  const both = nextMeetings(first, { kind: 'page', meetings: page(150, 10), isFirst: false });
  expect(both).toMatchObject({ hasOlder: false, meetings: { length: 60 } });
  const changed = [meeting(201), meeting(200, 'new topic'), ...page(199, MEETINGS_PER_PAGE - 2)];
  const after = nextMeetings(both, { kind: 'page', meetings: changed, isFirst: true });
  expect(after).toMatchObject({ hasOlder: false, isStale: false });
  expect(ids(after)).toEqual(Array.from({ length: 61 }, (_, index) => `m${201 - index}`));
});

it('a deleted meeting leaves the list', () => {
  const three = nextMeetings({ kind: 'loading' }, { kind: 'page', meetings: page(3, 3), isFirst: true });
  expect(ids(nextMeetings(three, { kind: 'page', meetings: page(2, 2), isFirst: true }))).toEqual([
    'm2',
    'm1',
  ]);
});

it('a list that cannot be brought up to date stays, and says so', () => {
  const loaded = nextMeetings({ kind: 'loading' }, { kind: 'page', meetings: page(3, 3), isFirst: true });
  expect(nextMeetings(loaded, { kind: 'failed', signedOut: false })).toMatchObject({ isStale: true });
  expect(nextMeetings(loaded, { kind: 'failed', signedOut: true })).toEqual({ kind: 'signed-out' });
  expect(nextMeetings({ kind: 'loading' }, { kind: 'failed', signedOut: false })).toEqual({ kind: 'failed' });
});
