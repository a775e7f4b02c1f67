import { describe, expect, it } from 'vitest';
import {
  type Actor,
  decide,
  type MeetingAccess,
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
    may: ['read'],
    otherwise: 403,
    start: 'no',
  },
  {
    who: 'reader of another meeting’s link',
    actor: { viewerId: 'r', role: 'reader', meetingId: 'elsewhere' },
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

  it('lets nobody do anything without a session', () => {
    for (const action of everything) {
      expect(decide(undefined, action, { ...nobodyKnown, isMember: true })).toMatchObject({
        httpStatus: 401,
      });
    }
  });

  it('takes two people without a Zoom id for two people', () => {
    const meeting = { ...nobodyKnown, hostId: 'h', operators: [{ uid: 'h', isOriginalHost: true }] };
    expect(viewerActions(panel('attendee'), meeting)).toEqual(['read']);
  });
});
