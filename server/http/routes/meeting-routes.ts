import { Router } from 'express';
import { z } from 'zod';
import { MEETINGS_PER_PAGE } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { MeetingDirectory, MeetingPages } from '../../zoom/meeting-directory.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';
import { cursorText, meetingCursor } from './record/search/meeting-cursor.ts';
import { createMeetingSummaries } from './record/search/meeting-summaries.ts';

/** `GET /api/meetings`: a page of mine, newest first. `GET /api/meetings/:id`: one I may read. */
export function createMeetingRoutes(options: {
  readonly sessions: SessionReader;
  readonly directory: Pick<MeetingDirectory, 'ofMember'> & Pick<MeetingPages, 'digests'>;
  readonly door: MeetingDoor;
}): Router {
  const { sessions, directory, door } = options;
  const summaries = createMeetingSummaries({ door, pages: directory });
  const router = Router();
  router.get(routes.meetings, async (request, response) => {
    const session = await sessions.require(request);
    const page = pageQuery.safeParse(request.query);
    if (!page.success)
      throw new HttpProblem(400, 'bad-request', 'Ask for limit=1–100, after=<startedAt>.<id>.');
    const { limit, after } = page.data;
    const { uid } = session;
    // One more than is shown tells whether another page follows.
    const found = uid === undefined ? [] : await directory.ofMember(uid, { limit: limit + 1, after });
    const meetings = found.slice(0, limit);
    const last = meetings.at(-1);
    if (last !== undefined && found.length > limit) {
      const next = `after=${cursorText(last)}&limit=${limit}`;
      response.setHeader('Link', `<${routes.meetings}?${next}>; rel="next"`);
    }
    response.json(await summaries(session, meetings));
  });
  router.get(`${routes.meetings}/:id`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'read');
    const [summary] = await summaries(session, [meeting]);
    response.json(summary);
  });
  return router;
}

const MEETINGS_PER_PAGE_AT_MOST = 100;

/** A page of a list; the rest follows by its `Link` header. */
const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MEETINGS_PER_PAGE_AT_MOST).default(MEETINGS_PER_PAGE),
  after: meetingCursor.optional(),
});
