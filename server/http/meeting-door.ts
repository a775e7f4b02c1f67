import type { SessionMeeting, ViewerAction } from '../../shared/panel-protocol.ts';
import {
  type Actor,
  type Admission,
  decide,
  type MeetingAccess,
  startPermission,
} from '../access/access-table.ts';
import type { StoredStatus } from '../captions/ports/caption-store.ts';
import type { MeetingDirectory, MeetingRecord } from '../zoom/meeting-directory.ts';
import { readableStatus } from '../zoom/rtms/reason-sentence.ts';
import type { StreamRecord, StreamStore } from '../zoom/rtms/stream-store.ts';
import type { MeetingStatuses } from './ports.ts';
import { HttpProblem } from './problem.ts';

export interface MeetingDoor {
  /** What the access table needs to know. */
  access(actor: Actor, meeting: MeetingRecord): Promise<MeetingAccess>;
  /**
   * The meeting, if the actor may do this with it.
   * @throws {HttpProblem} 404 for a meeting the actor may not know, 403 for one they may only read
   */
  enter(actor: Actor, meetingId: string, action: ViewerAction): Promise<MeetingRecord>;
  /** The same decision for a socket, which reads the meeting of its session and no other. */
  admit(actor: Actor): Promise<Admission>;
  /** As this actor sees it. @throws {HttpProblem} 404 for a meeting that was deleted meanwhile */
  describe(actor: Actor, meeting: MeetingRecord): Promise<SessionMeeting>;
  /** As this actor, a member of each, sees them; by id, without those deleted meanwhile. Two queries for a page. */
  describeOwn(actor: Actor, meetings: readonly MeetingRecord[]): Promise<ReadonlyMap<string, SessionMeeting>>;
}

export function createMeetingDoor(options: {
  readonly directory: MeetingDirectory;
  readonly streams: Pick<StreamStore, 'ofMeeting' | 'startedBy'>;
  readonly statuses: MeetingStatuses;
  readonly isBudgetSpent?: (meetingId: string) => boolean;
  /** A restart forgets meetings (`RETENTION_HOURS=0`): that one is gone does not mean that somebody deleted it. */
  readonly forgetsMeetings?: boolean;
}): MeetingDoor {
  const { directory, streams, statuses, isBudgetSpent = () => false, forgetsMeetings = false } = options;
  const access: MeetingDoor['access'] = async (actor, meeting) => {
    const [ofMeeting, isMember] = await Promise.all([
      streams.ofMeeting(meeting.id),
      actor.uid === undefined ? false : directory.isMember(meeting.id, actor.uid),
    ]);
    return accessTo(meeting, ofMeeting, isMember);
  };
  const described = (actor: Actor, meeting: MeetingRecord, status: StoredStatus, known: MeetingAccess) => {
    const topic = meeting.topic === undefined ? {} : { topic: meeting.topic };
    const budget = isBudgetSpent(meeting.id) ? { budgetSpent: true } : {};
    const start = startPermission(actor, known);
    return { id: meeting.id, ...topic, status: { ...readableStatus(status), start, ...budget } };
  };
  return {
    access,
    async enter(actor, meetingId, action) {
      const meeting = await directory.get(meetingId);
      if (meeting === undefined) throw unknownMeeting();
      const decision = decide(actor, action, await access(actor, meeting));
      if (decision.allow) return meeting;
      throw decision.httpStatus === 404 ? unknownMeeting() : notAllowed();
    },
    async admit(actor) {
      if (actor.meetingId === undefined) return { kind: 'outside' };
      const meeting = await directory.get(actor.meetingId);
      if (meeting === undefined) return { kind: forgetsMeetings ? 'meeting-moved' : 'meeting-deleted' };
      const named = await directory.byUuid(meeting.uuid);
      if (named !== undefined && named.id !== meeting.id) return { kind: 'meeting-moved' };
      const known = await access(actor, meeting);
      if (!decide(actor, 'read', known).allow) return { kind: 'refused' };
      return { kind: 'reader', start: startPermission(actor, known) };
    },
    async describe(actor, meeting) {
      const [known, status] = await Promise.all([access(actor, meeting), statuses.statuses([meeting.id])]);
      const ofMeeting = status.get(meeting.id);
      if (ofMeeting === undefined) throw unknownMeeting();
      return described(actor, meeting, ofMeeting, known);
    },
    async describeOwn(actor, meetings) {
      const ids = meetings.map(({ id }) => id);
      const [status, own] = await Promise.all([
        statuses.statuses(ids),
        actor.uid === undefined ? [] : streams.startedBy(actor.uid, ids),
      ]);
      const all = new Map<string, SessionMeeting>();
      for (const meeting of meetings) {
        const known = status.get(meeting.id);
        if (known === undefined) continue;
        const access = accessTo(
          meeting,
          own.filter(({ meetingId }) => meetingId === meeting.id),
          true,
        );
        all.set(meeting.id, described(actor, meeting, known, access));
      }
      return all;
    },
  };
}

function accessTo(
  meeting: MeetingRecord,
  streams: readonly StreamRecord[],
  isMember: boolean,
): MeetingAccess {
  const operators = streams.flatMap(({ operatorId: uid, isOriginalHost }) =>
    uid === undefined ? [] : [{ uid, isOriginalHost }],
  );
  const host = meeting.hostId === undefined ? {} : { hostId: meeting.hostId };
  return { meetingId: meeting.id, operators, isMember, ...host };
}

function unknownMeeting(): HttpProblem {
  return new HttpProblem(404, 'meeting-unknown', 'There is no such meeting, or it is not yours to read.');
}

function notAllowed(): HttpProblem {
  return new HttpProblem(403, 'not-allowed', 'You can read this meeting, but only its host can do this.');
}
