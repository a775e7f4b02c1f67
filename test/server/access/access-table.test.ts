import { describe, expect, it } from 'vitest';
import {
  type Actor,
  decide,
  type MeetingAccess,
  PRESENCE_MS,
  readableUntil,
  startPermission,
  viewerActionList,
  viewerActions,
} from '../../../server/access/access-table.ts';
import type { ViewerAction } from '../../../shared/panel-protocol.ts';

const here = { meetingId: 'here' };
const nobodyKnown: MeetingAccess = { ...here, operators: [], isMember: false };
const everything = [...viewerActionList];
const panel = (role: Actor['role'], uid?: string): Actor => ({
  viewerId: uid ?? 'guest-1',
  role,
  ...here,
  ...(uid === undefined ? {} : { uid }),
});
const browser = (uid: string): Actor => ({ viewerId: uid, uid, role: 'browser' });

interface Row {
  readonly who: string;
  readonly actor: Actor;
  readonly meeting?: Partial<MeetingAccess>;
  readonly may: readonly ViewerAction[];
  readonly otherwise: 403 | 404;
  readonly start: 'yes' | 'ask-host' | 'no';
}

const table: readonly Row[] = [
  { who: 'host in the panel', actor: panel('host', 'h'), may: everything, otherwise: 403, start: 'yes' },
  {
    who: 'co-host in the panel',
    actor: panel('co-host', 'c'),
    may: everything,
    otherwise: 403,
    start: 'yes',
  },
  {
    who: 'participant who is signed in',
    actor: panel('participant', 'p'),
    may: ['read', 'export'],
    otherwise: 403,
    start: 'ask-host',
  },
  {
    who: 'participant who started a stream',
    actor: panel('participant', 'p'),
    meeting: { operators: [{ uid: 'p', isOriginalHost: false }] },
    may: ['read', 'start', 'stop', 'export'],
    otherwise: 403,
    start: 'yes',
  },
  {
    who: 'operator who is the original host',
    actor: panel('attendee', 'p'),
    meeting: { operators: [{ uid: 'p', isOriginalHost: true }] },
    may: everything,
    otherwise: 403,
    start: 'yes',
  },
  {
    who: 'panelist beside an operator',
    actor: panel('panelist', 'p'),
    meeting: { operators: [{ uid: 'x', isOriginalHost: true }] },
    may: ['read', 'export'],
    otherwise: 403,
    start: 'ask-host',
  },
  { who: 'guest in the panel', actor: panel('attendee'), may: ['read'], otherwise: 403, start: 'no' },
  {
    who: 'guest beside an operator',
    actor: panel('participant'),
    meeting: { operators: [{ uid: 'x', isOriginalHost: false }] },
    may: ['read'],
    otherwise: 403,
    start: 'no',
  },
  {
    who: 'browser user who hosts it',
    actor: browser('h'),
    meeting: { hostId: 'h' },
    may: everything,
    otherwise: 403,
    start: 'yes',
  },
  {
    who: 'browser user who attended',
    actor: browser('a'),
    meeting: { isMember: true, hostId: 'h' },
    may: ['read', 'export'],
    otherwise: 403,
    start: 'no',
  },
  { who: 'browser user from elsewhere', actor: browser('x'), may: [], otherwise: 404, start: 'no' },
  {
    who: 'browser session that names the meeting without being a member',
    actor: { ...browser('x'), ...here },
    may: [],
    otherwise: 404,
    start: 'no',
  },
  {
    who: 'host of another meeting',
    actor: { ...panel('host', 'h'), meetingId: 'elsewhere' },
    may: [],
    otherwise: 404,
    start: 'no',
  },
  {
    who: 'host elsewhere who attended here',
    actor: { ...panel('host', 'h'), meetingId: 'elsewhere' },
    meeting: { isMember: true },
    may: ['read', 'export'],
    otherwise: 403,
    start: 'no',
  },
  {
    who: 'guest of another meeting',
    actor: { ...panel('participant'), meetingId: 'elsewhere' },
    may: [],
    otherwise: 404,
    start: 'no',
  },
  {
    who: 'panel outside a meeting',
    actor: { viewerId: 'u', uid: 'u', role: 'attendee' },
    may: [],
    otherwise: 404,
    start: 'no',
  },
  {
    who: 'reader of a link',
    actor: { viewerId: 'r', role: 'reader', ...here },
    meeting: { link: { mayExport: false } },
    may: ['read'],
    otherwise: 403,
    start: 'no',
  },
  {
    who: 'reader of a link whose host allows exports',
    actor: { viewerId: 'r', role: 'reader', ...here },
    meeting: { link: { mayExport: true } },
    may: ['read', 'export'],
    otherwise: 403,
    start: 'no',
  },
  {
    who: 'reader of a link that has ended',
    actor: { viewerId: 'r', role: 'reader', ...here },
    may: [],
    otherwise: 404,
    start: 'no',
  },
  {
    who: 'reader of another meeting’s link',
    actor: { viewerId: 'r', role: 'reader', meetingId: 'elsewhere' },
    meeting: { link: { mayExport: true } },
    may: [],
    otherwise: 404,
    start: 'no',
  },
];

describe('the access table', () => {
  const cells = table.flatMap((row) => everything.map((action) => ({ ...row, action })));

  it.each(cells)('$who: $action', ({ actor, meeting, may, otherwise, action }) => {
    const decision = decide(actor, action, { ...nobodyKnown, ...meeting });
    if (may.includes(action)) expect(decision).toEqual({ allow: true });
    else expect(decision).toMatchObject({ allow: false, httpStatus: otherwise });
  });

  it.each(table)('$who: $start to starting', ({ actor, meeting, start }) => {
    expect(startPermission(actor, { ...nobodyKnown, ...meeting })).toBe(start);
  });

  it.each(table)('$who is told what they may do', ({ actor, meeting, may }) => {
    expect(viewerActions(actor, { ...nobodyKnown, ...meeting })).toEqual(may);
  });

  it('denies every action without a session', () => {
    for (const action of everything) {
      expect(decide(undefined, action, { ...nobodyKnown, isMember: true })).toMatchObject({
        httpStatus: 401,
      });
    }
  });

  it('distinguishes two guests', () => {
    const meeting = { ...nobodyKnown, hostId: 'h', operators: [{ uid: 'h', isOriginalHost: true }] };
    expect(viewerActions(panel('attendee'), meeting)).toEqual(['read']);
  });
});

describe('the lines an actor may read', () => {
  const present: Partial<MeetingAccess> = { isMember: true, presentUntil: 5_000 };
  const mine = { uid: 'p', isOriginalHost: false };
  it.each<[string, Actor, Partial<MeetingAccess>, number]>([
    ['a panel in the meeting: whatever is spoken', panel('attendee', 'p'), present, Infinity],
    ['a guest’s panel: whatever is spoken', panel('attendee'), {}, Infinity],
    ['a host’s browser: whatever is spoken', browser('p'), { ...present, hostId: 'p' }, Infinity],
    ['a share link: whatever is spoken', { viewerId: 'r', role: 'reader', ...here }, {}, Infinity],
    ['a member’s browser: until they left', browser('p'), present, 5_000],
    ['a browser session of this very meeting: the same', { ...browser('p'), ...here }, present, 5_000],
    ['a panel in another meeting: the same', { ...panel('host', 'p'), meetingId: 'other' }, present, 5_000],
    ['a member who never showed a context: nothing', browser('p'), { isMember: true }, 0],
    [
      'an operator’s browser, while their stream goes on: everything',
      browser('p'),
      { operators: [mine] },
      Infinity,
    ],
    [
      'an operator’s browser, after their last stream: until then and a grace',
      browser('p'),
      {
        ...present,
        operators: [
          { ...mine, stoppedAt: 9_000 },
          { ...mine, stoppedAt: 7_000 },
        ],
      },
      9_000 + PRESENCE_MS,
    ],
    [
      'a member’s browser, beside another’s stream: until they left',
      browser('p'),
      { ...present, operators: [{ uid: 'x', isOriginalHost: false }] },
      5_000,
    ],
  ])('%s', (_, actor, meeting, until) => {
    expect(readableUntil(actor, { ...nobodyKnown, ...meeting })).toBe(until);
  });
});
