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
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
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
  /** Meetings as this actor sees them; the number of queries does not depend on how many they are. */
  describe(actor: Actor, meetings: readonly MeetingRecord[]): Promise<readonly SessionMeeting[]>;
}

export function createMeetingDoor(options: {
  readonly directory: MeetingDirectory;
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
    const presence = member?.presentUntil === undefined ? {} : { presentUntil: member.presentUntil };
    const open = link.state === 'open' ? { link } : {};
    return { ...accessTo(meeting, ofMeeting, member !== undefined), ...presence, ...open };
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
      throw decision.httpStatus === 404 ? unknownMeeting() : notAllowed();
    },
    async admit(actor) {
      if (actor.meetingId === undefined) return { kind: 'outside' };
      const sought = await find(actor.meetingId);
      if (sought === undefined) return { kind: forgetsMeetings ? 'meeting-moved' : 'meeting-deleted' };
      if (sought.hasMoved) return { kind: 'meeting-moved' };
      const link = await linkOf(actor);
      if (link.state === 'ended') return { kind: 'link-ended', code: link.code };
      const known = await access(actor, sought.meeting);
      if (!decide(actor, 'read', known).allow) return { kind: 'refused' };
      return {
        kind: 'reader',
        start: startPermission(actor, known),
        readableUntil: readableUntil(actor, known),
      };
    },
    async describe(actor, meetings) {
      const ids = meetings.map(({ id }) => id);
      const all = await streamsOf.ask(ids.join(' '), () => streams.ofMeetings(ids));
      return meetings.map((meeting) => {
        const own = all.filter(({ meetingId }) => meetingId === meeting.id);
        // Membership decides who may read, and whoever is described a meeting may.
        const start = startPermission(actor, accessTo(meeting, own, true));
        const topic = meeting.topic === undefined ? {} : { topic: meeting.topic };
        const spent = budget?.isSpent(meeting.id) === true ? { budgetSpent: true } : {};
        return { id: meeting.id, ...topic, status: { ...readableStatus(meeting.status), start, ...spent } };
      });
    },
  };
}

type FoundMeeting = { readonly meeting: MeetingRecord; readonly hasMoved: boolean } | undefined;

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
  return { meetingId: meeting.id, operators, isMember, ...host };
}

function unknownMeeting(): HttpProblem {
  return new HttpProblem(404, 'meeting-unknown', 'There is no such meeting, or it is not yours to read.');
}

function notAllowed(): HttpProblem {
  return new HttpProblem(403, 'not-allowed', 'You can read this meeting, but only its host can do this.');
}
