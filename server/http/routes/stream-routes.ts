import { Router } from 'express';
import { z } from 'zod';
import type { StreamAction, ViewerAction } from '../../../shared/panel-protocol.ts';
import { routes } from '../../../shared/routes.ts';
import type { StreamControl, StreamControlAnswer } from '../../zoom/api/stream-control.ts';
import type { ZoomApiError } from '../../zoom/api/zoom-api-error.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { MeetingDoor } from '../auth/meeting-door.ts';
import type { SessionReader } from '../auth/require-session.ts';

export interface StreamRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly door: Pick<MeetingDoor, 'enter'>;
  readonly streamControl: StreamControl;
}

/** `POST /api/meetings/:id/stream`: 202, because the meeting's status reports the result. */
export function createStreamRoutes({ sessions, door, streamControl }: StreamRoutesOptions): Router {
  const router = Router();
  router.post(`${routes.meetings}/:id/stream`, async (request, response) => {
    const session = await sessions.require(request);
    const body = bodySchema.safeParse(request.body);
    if (!body.success) {
      throw new HttpProblem(400, 'bad-request', 'Send "action" as one of start, stop, pause and resume.');
    }
    const { action } = body.data;
    const meeting = await door.enter(session, request.params.id, needed[action]);
    if (session.uid === undefined) throw signInNeeded();
    const answer = await streamControl.control({ meetingId: meeting.id, uid: session.uid, action });
    if (!answer.ok) throw problemFrom(answer);
    response.status(202).end();
  });
  return router;
}

const bodySchema = z.strictObject({ action: z.enum(['start', 'stop', 'pause', 'resume']) });

/** The permission to start includes resuming, the permission to stop includes pausing. */
const needed: Record<StreamAction, ViewerAction> = {
  start: 'start',
  resume: 'start',
  stop: 'stop',
  pause: 'stop',
};

/** When Zoom does not say how long. */
const RETRY_AFTER_S = 5;

function problemFrom(answer: Exclude<StreamControlAnswer, { ok: true }>): HttpProblem {
  switch (answer.reason) {
    case 'meeting-unknown':
      return new HttpProblem(404, 'meeting-unknown', 'There is no such meeting, or it is not yours to read.');
    case 'sign-in-needed':
      return signInNeeded();
    case 'zoom-refused':
      return problemOfZoom(answer.error);
  }
}

function problemOfZoom(error: ZoomApiError): HttpProblem {
  const options = {
    cause: error,
    retryAfterS: Math.ceil((error.retryAfterMs ?? RETRY_AFTER_S * 1000) / 1000),
  };
  switch (error.kind) {
    case 'token-refused':
      return signInNeeded();
    case 'rate-limited':
      return new HttpProblem(429, 'zoom-rate-limited', error.message, options);
    case 'unavailable':
    case 'unreachable':
      return new HttpProblem(503, `zoom-${error.kind}`, error.message, options);
    case 'meeting-not-ready':
      return new HttpProblem(409, 'zoom-meeting-not-ready', error.message, options);
    // The access table permits the action; the sentence names the setting at Zoom that prevents it.
    default:
      return new HttpProblem(409, `zoom-${error.kind}`, error.message, { cause: error });
  }
}

function signInNeeded(): HttpProblem {
  return new HttpProblem(
    409,
    'zoom-sign-in-needed',
    'This server has no permission of yours at Zoom. Sign in with Zoom, then try again.',
  );
}
