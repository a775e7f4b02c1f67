import { Router } from 'express';
import type { MeetingSummary } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';

/** `GET /api/meetings`: mine, newest first. `GET /api/meetings/:id`: one I may read. */
export function createMeetingRoutes(options: {
  readonly sessions: SessionReader;
  readonly directory: MeetingDirectory;
  readonly door: MeetingDoor;
}): Router {
  const { sessions, directory, door } = options;
  const summary = async (session: ViewerSession, meeting: MeetingRecord): Promise<MeetingSummary> => ({
    ...(await door.describe(session, meeting)),
    startedAt: meeting.createdAt,
  });
  const router = Router();
  router.get(routes.meetings, async (request, response) => {
    const session = await sessions.require(request);
    const meetings = session.uid === undefined ? [] : await directory.ofMember(session.uid);
    response.json(await Promise.all(meetings.map((meeting) => summary(session, meeting))));
  });
  router.get(`${routes.meetings}/:id`, async (request, response) => {
    const session = await sessions.require(request);
    response.json(await summary(session, await door.enter(session, request.params.id, 'read')));
  });
  return router;
}
