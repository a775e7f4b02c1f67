import { Router } from 'express';
import { z } from 'zod';
import { canonicalTag } from '../../../shared/language.ts';
import type { Correction } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { LiveMeetings } from '../../captions/live-meetings.ts';
import type { Translator } from '../../captions/ports/translator.ts';
import { withoutTurns } from '../../captions/text/text-direction.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';
import { type CorrectionLimit, createCorrectionLimit } from '../limits/correction-limit.ts';

export interface CaptionRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly captions: Pick<LiveMeetings, 'correct'>;
  readonly translator: Pick<Translator, 'serves'>;
  /** Settles when the marks of readers on the corrected line are gone. */
  readonly corrected?: (meetingId: string, lineId: string, correction: Correction) => Promise<void>;
  /** Default: 30 a minute by one person, 60 in a meeting. */
  readonly limit?: CorrectionLimit;
}

/** `PATCH /api/meetings/:id/captions/:caption`: 204, and every panel gets the line as it is now. */
export function createCaptionRoutes(options: CaptionRoutesOptions): Router {
  const { sessions, door, captions, translator, limit = createCorrectionLimit() } = options;
  const router = Router();
  router.patch(`${routes.meetings}/:id/captions/:caption`, async (request, response) => {
    const session = await sessions.require(request);
    const meeting = await door.enter(session, request.params.id, 'correct');
    const correction = correctionFrom(request.body, translator);
    const personId = session.uid ?? session.viewerId;
    await limit.count(request, response, { personId, meetingId: meeting.id });
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
    await options.corrected?.(meeting.id, request.params.caption, correction);
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

function correctionFrom(body: unknown, translator: Pick<Translator, 'serves'>): Correction {
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
  const language = translator.serves(canonicalTag(parsed.data.language) ?? '');
  if (language === undefined) {
    throw new HttpProblem(
      400,
      'language-not-served',
      'No translation engine of this server offers that language.',
    );
  }
  return { language, text };
}
