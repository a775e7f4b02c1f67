import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { routes } from '../../../shared/routes.ts';
import type { SessionTokens } from '../../access/session-tokens.ts';
import { TokenBuckets } from '../../access/token-buckets.ts';
import type { Logger } from '../../logger.ts';
import type { ZoomApi } from '../../zoom/api/zoom-api.ts';
import { ZoomApiError } from '../../zoom/api/zoom-api-error.ts';
import type { Grants } from '../../zoom/oauth/grants.ts';
import type { OAuthAttempts } from '../../zoom/oauth/oauth-state.ts';
import { type ZoomOAuth, ZoomOAuthError } from '../../zoom/oauth/zoom-oauth.ts';
import { requestFacts } from '../answers/request-id.ts';
import { addressKey } from '../limits/address-key.ts';
import { signInFailedPage } from '../pages/user-page.ts';
import type { SignInEvents } from '../ports.ts';
import { createOAuthCookies } from './oauth-cookies.ts';
import { homeViewerOf, type SessionReader } from './require-session.ts';
import type { SessionCookie } from './session-cookie.ts';

export interface OAuthRoutesOptions {
  readonly publicUrl: string;
  readonly oauth: Pick<ZoomOAuth, 'authorizeUrl' | 'exchange' | 'redirectUri'>;
  readonly attempts: OAuthAttempts;
  readonly api: Pick<ZoomApi, 'usersMe'>;
  readonly grants: Pick<Grants, 'save'>;
  readonly tokens: Pick<SessionTokens, 'issueHome'>;
  readonly cookie: SessionCookie;
  readonly sessions: Pick<SessionReader, 'requireHome'>;
  /** Remembers which sign-ins ended: a copy of the cookie is worth nothing then. */
  readonly signedOut: { revoke(sessionId: string, expiresAt: number): Promise<void> };
  /** Announced once the end is stored. */
  readonly events: SignInEvents;
  readonly logger: Logger;
}

/** Signing in with Zoom in a browser: `GET /auth`, `GET /callback`, `POST /auth/logout`. */
export function createOAuthRoutes(options: OAuthRoutesOptions): Router {
  const { publicUrl, oauth, attempts, api, grants, tokens, cookie, sessions, logger } = options;
  const { signedOut, events } = options;
  const cookies = createOAuthCookies({ publicUrl });
  const publicName = new URL(publicUrl).hostname;
  const failures = new TokenBuckets(FAILED_SIGN_INS);

  const router = Router();
  // Link checkers and prefetching send HEAD, which Express answers by GET: it would use up the attempt and the code.
  router.head([routes.auth, routes.callback], (_request, response) => void response.status(204).end());
  router.get(routes.auth, async (request, response) => {
    if (!isAtPublicName(request)) {
      cookies.moved.set(response);
      response.redirect(`${publicUrl}${request.originalUrl}`);
      return;
    }
    const attempt = await attempts.begin();
    cookies.keepAttempt(request, response, attempt);
    response.redirect(oauth.authorizeUrl(attempt));
  });
  router.get(routes.callback, async (request, response) => {
    const { code, state, error } = callbackQuery.parse(request.query);
    if (error !== undefined) return declined(request, response, { error, state });
    if (code === undefined) {
      return say(
        response,
        400,
        'This address is where Zoom brings people back to, and Zoom sent no code along.',
      );
    }
    if (state === undefined) return restart(request, response);
    return finish(request, response, { code, state });
  });
  router.post(routes.logout, async (request, response) => {
    const { signInId, expiresAt } = await sessions.requireHome(request);
    await signedOut.revoke(signInId, expiresAt);
    events.announce('signed-out', { signInId });
    cookie.clear(response);
    if (request.accepts(['json', 'html']) === 'html') response.redirect(303, routes.home);
    else response.status(204).end();
  });
  return router;

  /** The cookie of the attempt is the browser's proof at `/callback`, so it must be set under the name Zoom returns to. */
  function isAtPublicName(request: Request): boolean {
    const forwarded = request.get('x-forwarded-host')?.split(',', 1)[0]?.trim().replace(/:\d+$/, '');
    // Ports do not part cookies. A proxy that hides the name must not make us redirect for ever.
    return request.hostname === publicName || forwarded === publicName || cookies.moved.isSet(request);
  }

  async function finish(
    request: Request,
    response: Response,
    { code, state }: { code: string; state: string },
  ) {
    const sealed = cookies.takeAttempt(request, response, state);
    const attempt = sealed === undefined ? undefined : await attempts.finish(sealed, state);
    if (attempt === undefined) {
      // A reload, or a step back, after the sign-in has succeeded.
      if ((await homeViewerOf(sessions, request)) !== undefined) return response.redirect(303, routes.home);
      logger.warn(requestFacts(response), 'a sign-in came back that this browser did not begin, or too late');
      return say(response, 400, 'This sign-in was not begun in this browser, or it took too long.');
    }
    const address = addressKey(request.ip ?? '');
    const waitMs = failures.consume(address);
    if (waitMs !== undefined) {
      response.set('Retry-After', String(Math.ceil(waitMs / 1_000)));
      return say(response, 429, 'Too many sign-ins from this address have failed. Wait a moment.');
    }
    try {
      const { redirectUri } = oauth;
      const granted = await oauth.exchange(code, { codeVerifier: attempt.codeVerifier, redirectUri });
      const user = await api.usersMe(granted.accessToken);
      await grants.save(user.id, granted);
      failures.refund(address);
      const { token, expiresAt } = await tokens.issueHome(user.id);
      cookie.issue(response, token, expiresAt);
      cookies.restarted.clear(response);
      logger.info({ ...requestFacts(response), uid: user.id }, 'signed in with Zoom');
      response.redirect(303, routes.home);
    } catch (failure) {
      const { status, sentence, kind } = explain(failure);
      logger.warn({ ...requestFacts(response), kind }, 'signing in with Zoom failed');
      say(response, status, sentence);
    }
  }

  /**
   * Zoom's listing page installs the app without a state of ours. Taking the code would sign this browser in as whoever
   * made the link, so signing in begins anew, once.
   */
  function restart(request: Request, response: Response) {
    if (cookies.restarted.isSet(request)) {
      cookies.restarted.clear(response);
      return say(response, 400, 'Zoom brought you back without the proof that the sign-in was begun here.');
    }
    cookies.restarted.set(response);
    response.redirect(routes.auth);
  }

  function declined(
    request: Request,
    response: Response,
    { error, state }: { error: string; state: string | undefined },
  ) {
    if (state !== undefined) cookies.takeAttempt(request, response, state);
    say(response, 400, error === 'access_denied' ? accessDenied : 'Zoom could not sign you in.');
  }
}

/** Each asks Zoom, which counts our calls; sign-ins that succeed are given back, so that an office is not refused. */
const FAILED_SIGN_INS = { perMinute: 20, burst: 20 };

/** A parameter that comes twice is none. */
const parameter = z.string().min(1).max(4_096).optional().catch(undefined);
const callbackQuery = z.object({ code: parameter, state: parameter, error: parameter });

function say(response: Response, status: number, sentence: string): void {
  response.status(status).type('html').send(signInFailedPage(sentence));
}

/** @throws what is neither Zoom's nor the person's fault */
function explain(failure: unknown): { status: number; sentence: string; kind: string } {
  if (failure instanceof ZoomApiError) {
    const { kind, message } = failure;
    return { status: failure.retryable ? 503 : 502, kind, sentence: message };
  }
  if (!(failure instanceof ZoomOAuthError)) throw failure;
  return { ...oauthFailures[failure.kind], kind: failure.kind };
}

const accessDenied =
  'You chose not to give this app permission at Zoom. Captions can be read without it; starting them by this server needs it.';

const oauthFailures: Record<ZoomOAuthError['kind'], { status: number; sentence: string }> = {
  'grant-refused': {
    status: 400,
    sentence: 'Zoom does not accept this sign-in any more: it was used before, or took too long.',
  },
  'app-refused': {
    status: 502,
    sentence: "Zoom does not know this app: its operator must check the app's client id and secret.",
  },
  unavailable: { status: 503, sentence: 'Zoom cannot be reached at the moment. Try again in a moment.' },
  'bad-answer': { status: 502, sentence: 'Zoom refused to finish the sign-in and gave no reason we know.' },
};
