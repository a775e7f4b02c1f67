import { Router } from 'express';
import { z } from 'zod';
import { routes } from '../../../shared/routes.ts';
import { ZoomApiError } from '../../zoom/api/zoom-api-error.ts';
import type { InClientAnswer, InClientCode, InClientOAuth } from '../../zoom/oauth/in-client-oauth.ts';
import { ZoomOAuthError } from '../../zoom/oauth/zoom-oauth.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { SessionReader } from './require-session.ts';

export interface InClientOAuthRoutesOptions {
  readonly sessions: Pick<SessionReader, 'require'>;
  readonly inClientOAuth: InClientOAuth;
}

/** `POST /api/oauth/in-client/start` → `{ codeChallenge, state }`; `POST /api/oauth/in-client` with what came back → 204. */
export function createInClientOAuthRoutes({ sessions, inClientOAuth }: InClientOAuthRoutesOptions): Router {
  const router = Router();
  router.post(routes.inClientOAuthStart, async (request, response) => {
    const challenge = await inClientOAuth.start(await sessions.require(request));
    if ('refused' in challenge) throw problems[challenge.refused]();
    response.json(challenge);
  });
  router.post(routes.inClientOAuth, async (request, response) => {
    const viewer = await sessions.require(request);
    const answer = await inClientOAuth.exchange(viewer, parseCode(request.body)).catch(refuse);
    if (!answer.ok) throw problems[answer.reason]();
    response.status(204).end();
  });
  return router;
}

const codeSchema = z.object({
  code: z.string().min(1).max(4_096),
  state: z.string().min(1).max(4_096).optional(),
  redirectUri: z
    .string()
    .max(2_048)
    .refine((value) => URL.canParse(value))
    .optional(),
});

function parseCode(body: unknown): InClientCode {
  const parsed = codeSchema.safeParse(body);
  if (!parsed.success) {
    throw new HttpProblem(
      400,
      'bad-request',
      'Send the "code" that Zoom gave, with "state" and "redirectUri" if it gave them.',
    );
  }
  const { code, state, redirectUri } = parsed.data;
  return {
    code,
    ...(state === undefined ? {} : { state }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}

const problems: Record<Extract<InClientAnswer, { ok: false }>['reason'], () => HttpProblem> = {
  'no-attempt': () =>
    new HttpProblem(
      400,
      'oauth-attempt-unknown',
      'This permission was not asked for by this panel, or too long ago. Ask again.',
    ),
  guest: () =>
    new HttpProblem(
      403,
      'not-signed-in-to-zoom',
      'Sign in to Zoom and add the app first: a permission is kept only for the person who is in this meeting.',
    ),
  'other-person': () =>
    new HttpProblem(
      403,
      'oauth-other-person',
      'The permission belongs to another Zoom account than the one in this meeting.',
    ),
};

function refuse(error: unknown): never {
  if (error instanceof ZoomOAuthError && error.kind === 'grant-refused') {
    throw new HttpProblem(400, 'oauth-code-refused', 'Zoom does not accept this code any more. Ask again.', {
      cause: error,
    });
  }
  if (error instanceof ZoomApiError && !error.retryable) {
    throw new HttpProblem(403, `zoom-${error.kind}`, error.message, { cause: error });
  }
  if (error instanceof ZoomOAuthError || error instanceof ZoomApiError) {
    throw new HttpProblem(
      503,
      'zoom-unavailable',
      'Zoom did not finish the permission. Try again in a moment.',
      { cause: error },
    );
  }
  throw error;
}
