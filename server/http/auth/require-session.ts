import type { Request } from 'express';
import type { SessionTokens } from '../../access/session-tokens.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import { asProblem } from '../answers/error-handler.ts';
import { HttpProblem } from '../answers/problem.ts';
import { linkProblem } from '../links/link-problems.ts';
import type { createReaderLinks } from '../links/reader-link.ts';
import type { SessionCookie } from './session-cookie.ts';

/** A browser's session; its sign-in can be ended by its id. */
export type HomeViewer = ViewerSession & { readonly uid: string; readonly signInId: string };

export interface SessionReader {
  /**
   * Who asks: the bearer token of a panel or reader, else the cookie of `/home`.
   * @throws {HttpProblem} 401 without a session, or by a share link that has ended, 403 when another site's page asks with our cookie
   * @throws {SessionTokenError}
   */
  require(request: Request): Promise<ViewerSession>;
  /** Only the cookie's session, for what a bearer token must not do. */
  requireHome(request: Request): Promise<HomeViewer>;
  /** A bearer token that still verifies, if there is one. */
  findBearer(request: Request): Promise<ViewerSession | undefined>;
}

export function createSessionReader(options: {
  readonly tokens: SessionTokens;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
  /** Absent: nobody comes by a share link. */
  readonly linkOf?: ReturnType<typeof createReaderLinks>;
}): SessionReader {
  const { tokens, cookie, linkOf } = options;
  const requireBearer = async (token: string): Promise<ViewerSession> => {
    const viewer = await tokens.verifyViewer(token);
    const link = await linkOf?.(viewer);
    if (link?.state === 'ended') throw linkProblem(link.code);
    return viewer;
  };
  const requireHome = async (request: Request): Promise<HomeViewer> => {
    const token = cookie.read(request);
    if (token === undefined) throw new HttpProblem(401, 'not-signed-in', 'Sign in with Zoom first.');
    if (!isSafe(request.method) && !isOwnOrigin(request, options.publicUrl)) {
      throw new HttpProblem(
        403,
        'origin-refused',
        'This request came from another site. Use the page of this server.',
      );
    }
    const { uid, sessionId, ...times } = await tokens.verifyHome(token);
    return { viewerId: uid, uid, role: 'browser', signInId: sessionId, ...times };
  };
  return {
    requireHome,
    require: (request) => {
      const token = bearerToken(request);
      return token === undefined ? requireHome(request) : requireBearer(token);
    },
    findBearer: async (request) => {
      const token = bearerToken(request);
      return token === undefined ? undefined : tokens.verifyViewer(token).catch(() => undefined);
    },
  };
}

/** The signed-in person of a browser; `undefined` without a session that holds. */
export async function homeViewerOf(
  sessions: Pick<SessionReader, 'requireHome'>,
  request: Request,
): Promise<HomeViewer | undefined> {
  try {
    return await sessions.requireHome(request);
  } catch (error) {
    if (asProblem(error)?.status !== 401) throw error;
    return undefined;
  }
}

export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Browsers send Origin with every unsafe request; without it there is nothing to go by. */
function isOwnOrigin(request: Request, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === publicUrl || new URL(origin).host === host;
}
