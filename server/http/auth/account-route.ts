import { Router } from 'express';
import { routes } from '../../../shared/routes.ts';
import type { ZoomApi } from '../../zoom/api/zoom-api.ts';
import { ZoomApiError } from '../../zoom/api/zoom-api-error.ts';
import { GrantError, type Grants } from '../../zoom/oauth/grants.ts';
import { ZoomOAuthError } from '../../zoom/oauth/zoom-oauth.ts';
import { accountFailedPage, signInFailedPage, userPage } from '../pages/user-page.ts';
import { homeViewerOf, type SessionReader } from './require-session.ts';

export interface AccountRouteOptions {
  readonly sessions: Pick<SessionReader, 'requireHome'>;
  readonly grants: Pick<Grants, 'accessToken'>;
  readonly api: Pick<ZoomApi, 'usersMe'>;
}

/** `GET /account`: the signed-in person as Zoom knows them. Without a session `/home` offers to sign in. */
export function createAccountRoute({ sessions, grants, api }: AccountRouteOptions): Router {
  const router = Router();
  router.head(routes.account, (_request, response) => void response.status(204).end());
  router.get(routes.account, async (request, response) => {
    const viewer = await homeViewerOf(sessions, request);
    if (viewer === undefined) return response.redirect(routes.home);
    try {
      const user = await api.usersMe(await grants.accessToken(viewer.uid));
      return response.type('html').send(userPage(user));
    } catch (failure) {
      if (!isOfZoom(failure)) throw failure;
      if (failure instanceof GrantError)
        return response.status(403).type('html').send(signInFailedPage(failure.message));
      const status = failure instanceof ZoomApiError && failure.retryable ? 503 : 502;
      return response.status(status).type('html').send(accountFailedPage(failure.message));
    }
  });
  return router;
}

function isOfZoom(failure: unknown): failure is GrantError | ZoomApiError | ZoomOAuthError {
  return (
    failure instanceof GrantError || failure instanceof ZoomApiError || failure instanceof ZoomOAuthError
  );
}
