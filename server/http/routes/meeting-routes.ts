import { Router } from 'express';
import { z } from 'zod';
import { MEETINGS_PER_PAGE, type MeetingSummary } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';

/** `GET /api/meetings`: a page of mine, newest first. `GET /api/meetings/:id`: one I may read. */
export function createMeetingRoutes(options: {
  readonly sessions: SessionReader;
  readonly directory: MeetingDirectory;
  readonly door: MeetingDoor;
}): Router {
  const { sessions, directory, door } = options;
  const summaries = async (
    session: ViewerSession,
    meetings: readonly MeetingRecord[],
  ): Promise<MeetingSummary[]> => {
    const described = await door.describe(session, meetings);
    return described.map((meeting, at) => {
      const { createdAt = 0, retentionHours, restrictedTo } = meetings[at] ?? {};
      return {
        ...meeting,
        startedAt: createdAt,
        ...(retentionHours === undefined ? {} : { retentionHours }),
        ...(restrictedTo === undefined ? {} : { restrictedTo }),
      };
    });
  };
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
      const next = `after=${last.createdAt}.${last.id}&limit=${limit}`;
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
  after: z
    .string()
    .regex(/^\d{1,15}\.[\w-]{1,64}$/)
    .transform((cursor) => {
      const dot = cursor.indexOf('.');
      return { createdAt: Number(cursor.slice(0, dot)), id: cursor.slice(dot + 1) };
    })
    .optional(),
});
