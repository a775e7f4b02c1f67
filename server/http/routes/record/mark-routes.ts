import { type Request, Router } from 'express';
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../../../shared/language.ts';
import type { MarkedLines, OwnMarks } from '../../../../shared/reports/marks.ts';
import { routes } from '../../../../shared/routes.ts';
import { readableUntil } from '../../../access/access-table.ts';
import { TokenBuckets, type TokenBucketsOptions } from '../../../access/token-buckets.ts';
import { allowanceOf, type ViewerSession } from '../../../access/viewer-session.ts';
import type { Translator } from '../../../captions/ports/translator.ts';
import type { LineMarks, MarkOutcome } from '../../../record/line-marks.ts';
import type { MeetingRecord } from '../../../zoom/meeting-directory.ts';
import { HttpProblem } from '../../answers/problem.ts';
import type { MeetingDoor } from '../../auth/meeting-door.ts';
import type { SessionReader } from '../../auth/require-session.ts';

export interface MarkRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter' | 'access'>;
  readonly marks: Pick<LineMarks, 'mark' | 'withdraw' | 'own' | 'marked' | 'dismiss'>;
  readonly translator: Pick<Translator, 'serves'>;
  /** Hears that the marks of a meeting have changed. */
  readonly news: { changed(meetingId: string): void };
  /** Default: 20 a minute by one person in a meeting. */
  readonly limit?: TokenBucketsOptions;
}

/** A reader who marks every second line they read stays below it; a script does not fill the host's list. */
const MARKS_OF_A_PERSON: TokenBucketsOptions = { perMinute: 20, burst: 10 };

/**
 * `PUT|DELETE …/captions/:caption/mark`: a reader marks a line as wrong, or withdraws that. `GET …/marks/mine`: one's own.
 * `GET …/marks`, `DELETE …/captions/:caption/marks?language=`: the host sees marked lines, and answers that one is right.
 */
export function createMarkRoutes(options: MarkRoutesOptions): Router {
  const { sessions, door, marks, translator, news } = options;
  const buckets = new TokenBuckets(options.limit ?? MARKS_OF_A_PERSON);
  const markOf = `${routes.meetings}/:id/captions/:caption/mark` as const;
  const router = Router();

  router.put(markOf, async (request, response) => {
    const { session, meeting } = await marker(request, request.params.id);
    const language = languageFrom(bodySchema.safeParse(request.body).data?.language, translator);
    limited(session, meeting);
    const outcome = await marks.mark(
      {
        meetingId: meeting.id,
        lineId: request.params.caption,
        marker: allowanceOf(session),
        uid: session.uid,
        language,
      },
      readableUntil(session, await door.access(session, meeting)),
    );
    requireMarked(outcome);
    news.changed(meeting.id);
    response.status(204).end();
  });

  router.delete(markOf, async (request, response) => {
    const { session, meeting } = await marker(request, request.params.id);
    limited(session, meeting);
    if (await marks.withdraw(meeting.id, request.params.caption, allowanceOf(session)))
      news.changed(meeting.id);
    response.status(204).end();
  });

  router.get(`${routes.meetings}/:id/marks/mine`, async (request, response) => {
    const { session, meeting } = await marker(request, request.params.id);
    const own: OwnMarks = { marks: await marks.own(meeting.id, allowanceOf(session)) };
    response.json(own);
  });

  router.get(`${routes.meetings}/:id/marks`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'correct');
    const marked: MarkedLines = { lines: await marks.marked(meeting.id) };
    response.json(marked);
  });

  router.delete(`${routes.meetings}/:id/captions/:caption/marks`, async (request, response) => {
    const meeting = await door.enter(await sessions.require(request), request.params.id, 'correct');
    const language = languageFrom(querySchema.safeParse(request.query).data?.language, translator);
    await marks.dismiss(meeting.id, request.params.caption, language);
    news.changed(meeting.id);
    response.status(204).end();
  });
  return router;

  async function marker(request: Request, meetingId: string) {
    const session = await sessions.require(request);
    return { session, meeting: await door.enter(session, meetingId, 'mark') };
  }

  function limited(session: ViewerSession, meeting: MeetingRecord): void {
    const waitMs = buckets.consume(`${meeting.id} ${allowanceOf(session)}`);
    if (waitMs === undefined) return;
    throw new HttpProblem(
      429,
      'too-many-marks',
      'You have marked many lines within a minute. Wait a moment, then mark this one again.',
      { retryAfterS: Math.max(1, Math.ceil(waitMs / 1_000)) },
    );
  }
}

const bodySchema = z.strictObject({ language: z.string().max(64) });
const querySchema = z.object({ language: z.string().max(64) });

/** @throws {HttpProblem} 400 */
function languageFrom(wanted: string | undefined, translator: Pick<Translator, 'serves'>): string {
  if (wanted === ORIGINAL) return ORIGINAL;
  if (wanted === undefined) {
    throw new HttpProblem(
      400,
      'bad-request',
      'Say in which language the line was read: { "language": "es" }, or "original".',
    );
  }
  const language = translator.serves(canonicalTag(wanted) ?? '');
  if (language !== undefined) return language;
  throw new HttpProblem(
    400,
    'language-not-served',
    'No translation engine of this server offers that language.',
  );
}

function requireMarked(outcome: MarkOutcome): void {
  switch (outcome) {
    case 'marked':
      return;
    case 'unknown-line':
      throw new HttpProblem(404, 'caption-unknown', 'There is no such line in this meeting (any more).');
    case 'still-open':
      throw new HttpProblem(
        409,
        'caption-open',
        'This sentence is still being spoken. Mark it when it is finished.',
      );
  }
}
