import type { SessionMeeting, ViewerAction } from '../../../shared/panel-protocol.ts';
import {
  type Actor,
  type Admission,
  decide,
  type MeetingAccess,
  readableUntil,
  startPermission,
} from '../../access/access-table.ts';
import type { ShareStore } from '../../record/shares/share-store.ts';
import type { MeetingDirectory, MeetingPages, MeetingRecord, Member } from '../../zoom/meeting-directory.ts';
import { readableStatus } from '../../zoom/rtms/reason-sentence.ts';
import type { StreamRecord, StreamStore } from '../../zoom/rtms/stream-store.ts';
import { HttpProblem } from '../answers/problem.ts';
import { linkProblem } from '../links/link-problems.ts';
import { createReaderLinks } from '../links/reader-link.ts';
import { TurnMemo } from './turn-memo.ts';

export interface MeetingDoor {
  /** What the access table needs to know. */
  access(actor: Actor, meeting: MeetingRecord): Promise<MeetingAccess>;
  /**
   * The meeting, if the actor may do this with it.
   * @throws {HttpProblem} 401 when the actor's share link has ended, 404 for a meeting the actor may not know, 403 for one they may only read
   */
  enter(actor: Actor, meetingId: string, action: ViewerAction): Promise<MeetingRecord>;
  /** The same decision for a socket, which reads the meeting of its session and no other. */
  admit(actor: Actor): Promise<Admission>;
  /**
   * Which of these meetings the actor may read, and up to when, by their ids (see `readableUntil`); the number of queries
   * does not depend on how many they are.
   */
  readable(actor: Actor, meetings: readonly MeetingRecord[]): Promise<ReadonlyMap<string, number>>;
  /** Meetings as this actor sees them; the number of queries does not depend on how many they are. */
  describe(actor: Actor, meetings: readonly MeetingRecord[]): Promise<readonly DescribedMeeting[]>;
}

export interface DescribedMeeting extends SessionMeeting {
  /** Whether the actor is its host. */
  readonly hosted: boolean;
}

export function createMeetingDoor(options: {
  readonly directory: MeetingDirectory & Pick<MeetingPages, 'memberOf'>;
  readonly streams: Pick<StreamStore, 'ofMeetings'>;
  /** Absent: nobody comes by a share link. */
  readonly shares?: Pick<ShareStore, 'get'>;
  readonly budget?: { isSpent(meetingId: string): boolean };
  /** A restart forgets meetings (`RETENTION_HOURS=0`): that one is gone does not mean that somebody deleted it. */
  readonly forgetsMeetings?: boolean;
}): MeetingDoor {
  const { directory, streams, shares, budget, forgetsMeetings = false } = options;
  const found = new TurnMemo<FoundMeeting>();
  /** The meeting of this id, and whether its UUID names another one by now. */
  const find = (id: string) =>
    found.ask(id, async () => {
      const meeting = await directory.get(id);
      if (meeting === undefined) return undefined;
      const named = await directory.byUuid(meeting.uuid);
      return { meeting, hasMoved: named !== undefined && named.id !== meeting.id };
    });
  const streamsOf = new TurnMemo<readonly StreamRecord[]>();
  const linkOf = createReaderLinks(shares);
  const access: MeetingDoor['access'] = async (actor, meeting) => {
    const [ofMeeting, member, link] = await Promise.all([
      streamsOf.ask(meeting.id, () => streams.ofMeetings([meeting.id])),
      actor.uid === undefined ? undefined : directory.member(meeting.id, actor.uid),
      linkOf(actor),
    ]);
    const open = link.state === 'open' ? { link } : {};
    return { ...knownAccess(meeting, ofMeeting, member), ...open };
  };
  return {
    access,
    async enter(actor, meetingId, action) {
      const link = await linkOf(actor);
      if (link.state === 'ended') throw linkProblem(link.code);
      const meeting = await directory.get(meetingId);
      if (meeting === undefined) throw unknownMeeting();
      const decision = decide(actor, action, await access(actor, meeting));
      if (decision.allow) return meeting;
      throw refusals[decision.reason]();
    },
    async admit(actor) {
      if (actor.meetingId === undefined) return { kind: 'outside' };
      const sought = await find(actor.meetingId);
      if (sought === undefined) return { kind: forgetsMeetings ? 'meeting-moved' : 'meeting-deleted' };
      if (sought.hasMoved) return { kind: 'meeting-moved' };
      const link = await linkOf(actor);
      if (link.state === 'ended') return { kind: 'link-ended', code: link.code };
      const known = await access(actor, sought.meeting);
      const decision = decide(actor, 'read', known);
      if (!decision.allow) return { kind: decision.reason === 'restricted' ? 'restricted' : 'refused' };
      return {
        kind: 'reader',
        start: startPermission(actor, known),
        readableUntil: readableUntil(actor, known),
        ...(decide(actor, 'correct', known).allow ? { corrects: true } : {}),
      };
    },
    async readable(actor, meetings) {
      const ids = meetings.map(({ id }) => id);
      const [all, link, members] = await Promise.all([
        streams.ofMeetings(ids),
        linkOf(actor),
        actor.uid === undefined ? new Map<string, Member>() : directory.memberOf(ids, actor.uid),
      ]);
      return new Map(
        meetings.flatMap((meeting) => {
          const own = all.filter(({ meetingId }) => meetingId === meeting.id);
          const open = link.state === 'open' ? { link } : {};
          const known = { ...knownAccess(meeting, own, members.get(meeting.id)), ...open };
          return decide(actor, 'read', known).allow ? [[meeting.id, readableUntil(actor, known)]] : [];
        }),
      );
    },
    async describe(actor, meetings) {
      const ids = meetings.map(({ id }) => id);
      const all = await streamsOf.ask(ids.join(' '), () => streams.ofMeetings(ids));
      return meetings.map((meeting) => {
        const own = all.filter(({ meetingId }) => meetingId === meeting.id);
        // Membership decides who may read, and whoever is described a meeting may.
        const known = accessTo(meeting, own, true);
        const start = startPermission(actor, known);
        const hosted = decide(actor, 'configure', known).allow;
        const topic = meeting.topic === undefined ? {} : { topic: meeting.topic };
        const spent = budget?.isSpent(meeting.id) === true ? { budgetSpent: true } : {};
        const status = { ...readableStatus(meeting.status), start, ...spent };
        return { id: meeting.id, ...topic, status, hosted };
      });
    },
  };
}

type FoundMeeting = { readonly meeting: MeetingRecord; readonly hasMoved: boolean } | undefined;

function knownAccess(
  meeting: MeetingRecord,
  streams: readonly StreamRecord[],
  member: Member | undefined,
): MeetingAccess {
  const presence = member?.presentUntil === undefined ? {} : { presentUntil: member.presentUntil };
  return { ...accessTo(meeting, streams, member !== undefined), ...presence };
}

function accessTo(
  meeting: MeetingRecord,
  streams: readonly StreamRecord[],
  isMember: boolean,
): MeetingAccess {
  const operators = streams.flatMap(({ operatorId: uid, isOriginalHost, phase, stoppedAt, updatedAt }) => {
    if (uid === undefined) return [];
    return [{ uid, isOriginalHost, ...(phase === 'open' ? {} : { stoppedAt: stoppedAt ?? updatedAt }) }];
  });
  const host = meeting.hostId === undefined ? {} : { hostId: meeting.hostId };
  const over = meeting.isOver === true ? { isOver: true } : {};
  const restricted = meeting.restrictedTo === undefined ? {} : { restrictedTo: meeting.restrictedTo };
  return { meetingId: meeting.id, operators, isMember, ...host, ...over, ...restricted };
}

function unknownMeeting(): HttpProblem {
  return new HttpProblem(404, 'meeting-unknown', 'There is no such meeting, or it is not yours to read.');
}

/** The record is the host's alone. */
export function recordRestricted(): HttpProblem {
  return new HttpProblem(
    403,
    'record-restricted',
    'The host keeps the record of this meeting for hosts only. Ask the host if you need it.',
  );
}

function notAllowed(): HttpProblem {
  return new HttpProblem(403, 'not-allowed', 'You can read this meeting, but only its host can do this.');
}

/** By what the access table says; an actor of the door is signed in. */
const refusals = {
  'not-signed-in': unknownMeeting,
  'unknown-meeting': unknownMeeting,
  'not-allowed': notAllowed,
  restricted: recordRestricted,
} as const;
