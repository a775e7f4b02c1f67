import { type Request, Router } from 'express';
import { z } from 'zod';
import type { MeetingSummary } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import type { MeetingDirectory, MeetingPlace } from '../zoom/meeting-directory.ts';
import type { MeetingDoor } from './meeting-door.ts';
import { HttpProblem } from './problem.ts';
import type { SessionReader } from './require-session.ts';

/** A list page shows that many at once; more only cost the database. */
const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 100;

/**
 * `GET /api/meetings?limit=&before=`: mine, newest first, one page; the header `Link` with `rel="next"` leads to the next.
 * `GET /api/meetings/:id`: one I may read.
 */
export function createMeetingRoutes(options: {
  readonly sessions: SessionReader;
  readonly directory: Pick<MeetingDirectory, 'ofMember'>;
  readonly door: MeetingDoor;
}): Router {
  const { sessions, directory, door } = options;
  const router = Router();
  router.get(routes.meetings, async (request, response) => {
    const session = await sessions.require(request);
    const { before, limit } = pageOf(request);
    // One more than asked for: it says whether there is a next page.
    const found =
      session.uid === undefined
        ? []
        : await directory.ofMember(session.uid, {
            limit: limit + 1,
            ...(before === undefined ? {} : { before }),
          });
    const meetings = found.slice(0, limit);
    const described = await door.describeOwn(session, meetings);
    const last = meetings.at(-1);
    if (last !== undefined && found.length > limit) {
      response.links({
        next: `${routes.meetings}?${new URLSearchParams({ before: placeText(last), limit: `${limit}` })}`,
      });
    }
    response.json(
      meetings.flatMap(({ id, createdAt }): MeetingSummary[] => {
        const meeting = described.get(id);
        return meeting === undefined ? [] : [{ ...meeting, startedAt: createdAt }];
      }),
    );
  });
  router.get(`${routes.meetings}/:id`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'read');
    const summary: MeetingSummary = {
      ...(await door.describe(session, meeting)),
      startedAt: meeting.createdAt,
    };
    response.json(summary);
  });
  return router;
}

/** `<startedAt>:<id>` of the last meeting of a page. */
function placeText({ createdAt, id }: MeetingPlace): string {
  return `${createdAt}:${id}`;
}

const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(LARGEST_LIMIT).default(DEFAULT_LIMIT),
  before: z
    .string()
    .regex(/^\d{1,15}:[\w-]{1,64}$/)
    .transform((text): MeetingPlace => {
      const colon = text.indexOf(':');
      return { createdAt: Number(text.slice(0, colon)), id: text.slice(colon + 1) };
    })
    .optional(),
});

function pageOf(request: Request): z.infer<typeof pageSchema> {
  const parsed = pageSchema.safeParse(request.query);
  if (parsed.success) return parsed.data;
  throw new HttpProblem(
    400,
    'bad-request',
    `Send a limit of 1 to ${LARGEST_LIMIT}, and as "before" what the Link header of the page before says.`,
  );
}
