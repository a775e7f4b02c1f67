import { Router } from 'express';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { SessionAnswer, SessionMeeting, ViewerRole } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import { type Actor, decide, viewerActions } from '../../access/access-table.ts';
import type { SessionTokens } from '../../access/session-tokens.ts';
import { TokenBuckets } from '../../access/token-buckets.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import type { Notices } from '../../record/notices.ts';
import {
  type AppContext,
  type AppContextKeys,
  appContextId,
  MAX_CONTEXT_CHARACTERS,
  openAppContext,
} from '../../zoom/app-context.ts';
import type { MeetingRecord } from '../../zoom/meeting-directory.ts';
import { HttpProblem } from '../answers/problem.ts';
import { ALL_REQUESTS, tooManyRequests } from '../limits/request-limits.ts';
import type { OpenLinkSession } from '../links/link-sessions.ts';
import type { ContextMeetings } from './context-meetings.ts';
import { type DescribedMeeting, type MeetingDoor, recordRestricted } from './meeting-door.ts';
import type { HomeViewer, SessionReader } from './require-session.ts';

export interface SessionRouteOptions {
  readonly keys: AppContextKeys;
  readonly tokens: SessionTokens;
  readonly sessions: SessionReader;
  readonly meetings: ContextMeetings;
  readonly door: MeetingDoor;
  readonly notices: Notices;
  readonly openLink: OpenLinkSession;
}

/** `POST /api/session`: a proof (sealed context, a share link's token, or the cookie and a meeting) for a token of 15 minutes. */
export function createSessionRoute(options: SessionRouteOptions): Router {
  const router = Router();
  const sessionsOf = new TokenBuckets(ALL_REQUESTS);
  router.post(routes.session, async (request, response) => {
    const body = sessionRequest.safeParse(request.body);
    if (!body.success) {
      throw new HttpProblem(400, 'bad-request', 'Send exactly one of "context", "share" or "meeting".');
    }
    response.json(await answer(body.data, request));
  });
  return router;

  async function answer(
    body: z.infer<typeof sessionRequest>,
    request: Parameters<SessionReader['require']>[0],
  ) {
    if ('context' in body) return fromContext(body.context, await options.sessions.findBearer(request));
    if ('meeting' in body) return fromCookie(body.meeting, await options.sessions.requireHome(request));
    return fromLink(body.share, request);
  }

  async function fromContext(sealed: string, before: ViewerSession | undefined): Promise<SessionAnswer> {
    if (sealed.length > MAX_CONTEXT_CHARACTERS) {
      throw new HttpProblem(413, 'context-too-large', 'This is no Zoom app context: it is too long.');
    }
    const context = openAppContext(sealed, options.keys);
    const contextId = appContextId(sealed);
    const waitMs = sessionsOf.consume(context.uid ?? contextId);
    if (waitMs !== undefined) throw tooManyRequests(waitMs);
    const found = await options.meetings.of(context);
    const meeting = found?.meeting;
    const { uid } = context;
    return session(
      {
        // A role is sealed for the meeting of its context, and says nothing about another.
        role: found === undefined || found.isProven ? roleOf(context) : 'attendee',
        ...(uid === undefined ? guestOf(contextId, before, meeting) : { viewerId: uid, uid }),
        ...(meeting === undefined ? {} : { meetingId: meeting.id }),
      },
      meeting,
    );
  }

  async function fromCookie(meetingId: string, home: HomeViewer): Promise<SessionAnswer> {
    const meeting = await options.door.enter(home, meetingId, 'read');
    const { viewerId, uid, role, signInId } = home;
    return session({ viewerId, uid, role, meetingId: meeting.id, signInId }, meeting);
  }

  async function fromLink(
    token: string,
    request: Parameters<SessionReader['require']>[0],
  ): Promise<SessionAnswer> {
    const before = await options.sessions.findBearer(request);
    const { viewer, meeting, until } = await options.openLink(token, request, before);
    return session(viewer, meeting, until);
  }

  async function session(
    viewer: Actor,
    meeting: MeetingRecord | undefined,
    until?: number,
  ): Promise<SessionAnswer> {
    const access = meeting === undefined ? undefined : await options.door.access(viewer, meeting);
    const decision = access === undefined ? undefined : decide(viewer, 'read', access);
    // Without it a panel would open a socket that is refused, again and again.
    if (decision?.allow === false && decision.reason === 'restricted') throw recordRestricted();
    const { token, expiresAt } = await options.tokens.issueViewer(viewer, until);
    const { viewerId: id, role } = viewer;
    const expiry = { expiresAt, expiresInMs: Math.max(0, expiresAt - Date.now()) };
    if (meeting === undefined || access === undefined)
      return { token, ...expiry, viewer: { id, role, can: [] }, meeting: null };
    const can = viewerActions(viewer, access);
    const [described] = await options.door.describe(viewer, [meeting]);
    const notice = await options.notices.of(meeting);
    return {
      token,
      ...expiry,
      viewer: { id, role, can },
      meeting: described === undefined ? null : sessionMeeting(described),
      notice,
    };
  }
}

/** Whether somebody is the host, a session says by what they may do. */
function sessionMeeting({ hosted: _, ...meeting }: DescribedMeeting): SessionMeeting {
  return meeting;
}

const sessionRequest = z.union([
  z.strictObject({ context: z.string().min(1) }),
  z.strictObject({ share: z.string().min(1).max(512) }),
  z.strictObject({ meeting: z.string().min(1).max(128) }),
]);

/**
 * A guest who renews with the token they still hold stays the same viewer, because an open socket takes no other's. All
 * guests of one context draw on one allowance.
 */
function guestOf(
  contextId: string,
  before: ViewerSession | undefined,
  meeting: MeetingRecord | undefined,
): Pick<Actor, 'viewerId' | 'contextId'> {
  const isSameGuest = before !== undefined && before.uid === undefined && before.role !== 'reader';
  return isSameGuest && before.meetingId === meeting?.id
    ? { viewerId: before.viewerId, contextId: before.contextId ?? contextId }
    : { viewerId: `guest-${nanoid()}`, contextId };
}

/** Zoom has written `coHost` and `co-host`. A role we do not know gives no rights beyond being here. */
function roleOf(context: AppContext): ViewerRole {
  switch (context.attendeeRole?.toLowerCase().replaceAll(/[^a-z]/g, '')) {
    case 'host':
      return 'host';
    case 'cohost':
      return 'co-host';
    case 'panelist':
      return 'panelist';
    case 'participant':
      return 'participant';
    default:
      return 'attendee';
  }
}
