import { Router } from 'express';
import { z } from 'zod';
import { canonicalTag, ORIGINAL } from '../../../../../shared/language.ts';
import { routes } from '../../../../../shared/routes.ts';
import { allowanceOf } from '../../../../access/viewer-session.ts';
import { KeyedQueue } from '../../../../lib/keyed-queue.ts';
import { type FoldedWords, searchWords } from '../../../../record/search/search-words.ts';
import { HttpProblem } from '../../../answers/problem.ts';
import type { SessionReader } from '../../../auth/require-session.ts';
import { type MeetingCursor, meetingCursor } from './meeting-cursor.ts';
import type { RecordSearch } from './record-search.ts';

/** `GET /api/search?q=`: lines that hold the words, in the meetings the caller may read. Nothing of it is logged. */
export function createSearchRoutes(options: {
  /** With a limit of its own: people search while they type. */
  readonly sessions: SessionReader;
  readonly search: RecordSearch;
}): Router {
  const { sessions, search } = options;
  // A person's searches come one after the other: the one that reads most is theirs.
  const turns = new KeyedQueue();
  const router = Router();
  router.get(routes.search, async (request, response) => {
    const session = await sessions.require(request);
    const asked = searchQuery.safeParse(request.query);
    if (!asked.success) throw new HttpProblem(400, 'bad-request', FORM);
    const { q, language: wanted, meeting, after } = asked.data;
    const words = wordsOf(q);
    const language = wanted === ORIGINAL ? ORIGINAL : canonicalTag(wanted ?? '');
    const preferred = language === undefined ? {} : { language };
    const answer = await turns.run(allowanceOf(session), () =>
      meeting === undefined
        ? search.find(session, { words, ...preferred, after: cursorOf(after) })
        : search.findIn(session, meeting, { words, ...preferred, after: positionOf(after) }),
    );
    response.setHeader('Cache-Control', 'no-store');
    response.json(answer);
  });
  return router;
}

const FORM =
  'Ask for q=<1–200 characters>, and as you need them language=<tag>, meeting=<id>, after=<what the answer before named>.';

const searchQuery = z.object({
  q: z.string().max(200),
  language: z.string().max(64).optional(),
  meeting: z.string().min(1).max(128).optional(),
  after: z.string().max(100).optional(),
});

function wordsOf(typed: string): FoldedWords {
  const words = searchWords(typed);
  if (words.length === 0) throw new HttpProblem(400, 'search-empty', 'Type a word to search for.');
  return words;
}

function cursorOf(after: string | undefined): MeetingCursor | undefined {
  if (after === undefined) return undefined;
  const cursor = meetingCursor.safeParse(after);
  if (!cursor.success) throw new HttpProblem(400, 'bad-request', FORM);
  return cursor.data;
}

function positionOf(after: string | undefined): number {
  const position = z.coerce
    .number()
    .int()
    .nonnegative()
    .safeParse(after ?? 0);
  if (!position.success) throw new HttpProblem(400, 'bad-request', FORM);
  return position.data;
}
