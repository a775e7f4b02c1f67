import { Router } from 'express';
import { z } from 'zod';
import type { Correction } from '../../shared/panel-protocol.ts';
import { routes } from '../../shared/routes.ts';
import type { CaptionSessions } from '../captions/caption-sessions.ts';
import { withoutTurns } from '../captions/text-direction.ts';
import type { MeetingDoor } from './meeting-door.ts';
import { HttpProblem } from './problem.ts';
import type { SessionReader } from './require-session.ts';

export interface CaptionRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly captions: Pick<CaptionSessions, 'correct'>;
  /** The tag that serves a language, if one does. */
  readonly serves: (tag: string) => string | undefined;
}

/** `PATCH /api/meetings/:id/captions/:caption`: 204, and every panel gets the line as it is now. */
export function createCaptionRoutes({ sessions, door, captions, serves }: CaptionRoutesOptions): Router {
  const router = Router();
  router.patch(`${routes.meetings}/:id/captions/:caption`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'correct');
    const correction = correctionFrom(request.body, serves);
    const outcome = await captions.correct(meeting.id, request.params.caption, correction);
    if (outcome === 'unknown-line') {
      throw new HttpProblem(404, 'caption-unknown', 'There is no such line in this meeting (any more).');
    }
    if (outcome === 'still-open') {
      throw new HttpProblem(
        409,
        'caption-open',
        'This sentence is still being spoken. Correct it when it is finished.',
      );
    }
    response.status(204).end();
  });
  return router;
}

/** Two very long sentences; a person corrects a line, and does not write a new one. */
const MAX_CORRECTION_CHARACTERS = 1_000;

const words = z
  .string()
  .transform((text) =>
    withoutTurns(text)
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().min(1).max(MAX_CORRECTION_CHARACTERS));

const bodySchema = z.union([
  z.strictObject({ original: words }),
  z.strictObject({ language: z.string(), text: words }),
]);

function correctionFrom(body: unknown, serves: CaptionRoutesOptions['serves']): Correction {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    throw new HttpProblem(
      400,
      'bad-request',
      `Send { "original": "…" } or { "language": "es", "text": "…" }, with 1 to ${MAX_CORRECTION_CHARACTERS} characters.`,
    );
  }
  if ('original' in parsed.data) return parsed.data;
  const { text } = parsed.data;
  const language = serves(parsed.data.language);
  if (language === undefined) {
    throw new HttpProblem(
      400,
      'language-not-served',
      'No translation engine of this server offers that language.',
    );
  }
  return { language, text };
}
