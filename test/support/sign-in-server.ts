import express from 'express';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { createErrorHandler } from '../../server/http/answers/error-handler.ts';
import { createSecurityHeaders } from '../../server/http/answers/security-headers.ts';
import { createAccountRoute } from '../../server/http/auth/account-route.ts';
import { createInClientOAuthRoutes } from '../../server/http/auth/in-client-oauth-routes.ts';
import type { MeetingDoor } from '../../server/http/auth/meeting-door.ts';
import { createOAuthRoutes } from '../../server/http/auth/oauth-routes.ts';
import { createSessionReader } from '../../server/http/auth/require-session.ts';
import { createSessionCookie } from '../../server/http/auth/session-cookie.ts';
import { createStreamRoutes } from '../../server/http/routes/stream-routes.ts';
import type { Logger } from '../../server/logger.ts';
import { createStreamControl } from '../../server/zoom/api/stream-control.ts';
import { createZoomApi } from '../../server/zoom/api/zoom-api.ts';
import type { MeetingRecord } from '../../server/zoom/meeting-directory.ts';
import { createGrants } from '../../server/zoom/oauth/grants.ts';
import { createInClientOAuth } from '../../server/zoom/oauth/in-client-oauth.ts';
import { createOAuthAttempts } from '../../server/zoom/oauth/oauth-state.ts';
import { createZoomOAuth } from '../../server/zoom/oauth/zoom-oauth.ts';
import { ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';
import { MemoryEndedSessions } from './ended-sessions.ts';
import { directoryOf, memoryGrants, sealingKeys, serve, silent } from './oauth-fixtures.ts';

export interface SignInServerOptions {
  /** Default: where the server listens. */
  readonly publicUrl?: string;
  readonly meetings?: (zoom: ZoomSimulator) => readonly MeetingRecord[];
  readonly logger?: Logger;
  readonly door?: Pick<MeetingDoor, 'enter'>;
}

/** The routes of signing in and of starting streams, on a port of their own, and the Zoom they talk to. */
export async function startSignInServer(options: SignInServerOptions = {}) {
  const zoom = await ZoomSimulator.start();
  const logger = options.logger ?? silent;
  const app = express();
  const server = await serve(app);
  const publicUrl = options.publicUrl ?? server.url;
  const secret = 'a secret of at least thirty-two characters';
  const { clientId, clientSecret } = zoom;
  const redirectUri = `${publicUrl}/callback`;
  const store = memoryGrants();
  const oauth = createZoomOAuth({
    clientId,
    clientSecret,
    redirectUri,
    oauthUrl: zoom.url,
    timeoutMs: 2_000,
  });
  const api = createZoomApi({ apiUrl: `${zoom.url}/v2`, clientId, retryDelaysMs: [] });
  const keys = sealingKeys(secret);
  const grants = createGrants({ store, oauth, keys, logger });
  const signedOut = new MemoryEndedSessions();
  const tokens = createSessionTokens({ secrets: [secret], ended: signedOut });
  const cookie = createSessionCookie({ publicUrl });
  const sessions = createSessionReader({ tokens, cookie, publicUrl });
  const directory = directoryOf(...(options.meetings?.(zoom) ?? []));
  const door = options.door ?? { enter: () => Promise.reject(new Error('This test enters no meeting')) };

  app.use(createSecurityHeaders({ publicUrl, panelFrameAncestors: [], development: false }));
  app.use('/api', express.json());
  const attempts = createOAuthAttempts({ keys });
  app.use(
    createOAuthRoutes({
      publicUrl,
      oauth,
      attempts,
      api,
      grants,
      tokens,
      cookie,
      sessions,
      signedOut,
      events: { announce: () => undefined },
      logger,
    }),
  );
  app.use(createAccountRoute({ sessions, grants, api }));
  const streamControl = createStreamControl({ directory, grants, api, logger });
  app.use(createStreamRoutes({ sessions, door, streamControl }));
  app.use(
    createInClientOAuthRoutes({ sessions, inClientOAuth: createInClientOAuth({ oauth, api, grants, keys }) }),
  );
  app.get('/home', async (request, response) => {
    response.json(await sessions.requireHome(request));
  });
  app.use(createErrorHandler(logger));

  return {
    zoom,
    url: server.url,
    grants,
    store,
    tokens,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await zoom[Symbol.asyncDispose]();
    },
  };
}
