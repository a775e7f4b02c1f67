import { type Request, Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import type { ZoomApi } from '../../zoom/api/zoom-api.ts';
import { ZoomApiError } from '../../zoom/api/zoom-api-error.ts';
import { GrantError, type Grants } from '../../zoom/oauth/grants.ts';
import { ZoomOAuthError } from '../../zoom/oauth/zoom-oauth.ts';
import { asProblem } from '../answers/error-handler.ts';
import { signInFailedPage, userPage } from '../pages/user-page.ts';
import type { SessionReader } from './require-session.ts';

export interface AccountRouteOptions {
  readonly sessions: Pick<SessionReader, 'requireHome'>;
  readonly grants: Pick<Grants, 'accessToken'>;
  readonly api: Pick<ZoomApi, 'usersMe'>;
}

/** `GET /account`: the signed-in person as Zoom knows them. Without a session `/home` offers to sign in. */
export function createAccountRoute({ sessions, grants, api }: AccountRouteOptions): Router {
  const router = Router();
  router.get(routes.account, async (request, response) => {
    const uid = await uidOf(request);
    if (uid === undefined) return response.redirect(routes.home);
    try {
      const user = await api.usersMe(await grants.accessToken(uid));
      return response.type('html').send(userPage(user));
    } catch (failure) {
      if (!isOfZoom(failure)) throw failure;
      const status = failure instanceof GrantError ? 403 : 502;
      return response.status(status).type('html').send(signInFailedPage(failure.message));
    }
  });
  return router;

  async function uidOf(request: Request): Promise<string | undefined> {
    try {
      return (await sessions.requireHome(request)).uid;
    } catch (error) {
      if (asProblem(error)?.status !== 401) throw error;
      return undefined;
    }
  }
}

function isOfZoom(failure: unknown): failure is GrantError | ZoomApiError | ZoomOAuthError {
  return (
    failure instanceof GrantError || failure instanceof ZoomApiError || failure instanceof ZoomOAuthError
  );
}
