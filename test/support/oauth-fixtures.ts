import { createServer, type RequestListener } from 'node:http';
import { deriveKey, secretId } from '../../server/access/session-secrets.ts';
import { createLogger } from '../../server/logger.ts';
import type { MeetingDirectory, MeetingRecord } from '../../server/zoom/meeting-directory.ts';
import type { GrantStore } from '../../server/zoom/oauth/grants.ts';
import type { SealingKeys } from '../../server/zoom/oauth/sealing.ts';
import { createZoomOAuth } from '../../server/zoom/oauth/zoom-oauth.ts';
import type { SimulatedUser, ZoomSimulator } from '../zoom-simulator/zoom-simulator.ts';

export const silent = createLogger('silent');

/** The first secret seals, all of them open. */
export function sealingKeys(...secrets: [string, ...string[]]): SealingKeys {
  const [current, ...older] = secrets.map((secret) => ({
    kid: secretId(secret),
    key: deriveKey(secret, 'test'),
  }));
  if (current === undefined) throw new Error('no secret');
  return { current, all: [current, ...older] };
}

export interface MemoryGrants extends GrantStore {
  readonly rows: Map<string, string>;
  /** The next saves fail, as when the disk is full. */
  failSaves: number;
}

export function memoryGrants(): MemoryGrants {
  const rows = new Map<string, string>();
  return {
    rows,
    failSaves: 0,
    async save(uid, sealed) {
      if (this.failSaves > 0) {
        this.failSaves -= 1;
        throw new Error('The disk is full');
      }
      rows.set(uid, sealed);
    },
    find: async (uid) => rows.get(uid),
    delete: async (uid) => {
      rows.delete(uid);
    },
  };
}

export function directoryOf(...meetings: MeetingRecord[]): Pick<MeetingDirectory, 'get'> {
  return { get: async (id) => meetings.find((meeting) => meeting.id === id) };
}

export const redirectUri = 'http://127.0.0.1/callback';

export function oauthOf(zoom: ZoomSimulator) {
  const { clientId, clientSecret, url } = zoom;
  return createZoomOAuth({ clientId, clientSecret, redirectUri, oauthUrl: url });
}

/** What Zoom gives when this user consents. */
export async function tokensOf(zoom: ZoomSimulator, user: SimulatedUser) {
  const { code } = zoom.authorizeInClient(user, { codeChallenge: 'a-verifier', redirectUri });
  return oauthOf(zoom).exchange(code, { codeVerifier: 'a-verifier', redirectUri });
}

export function refreshesSeen(zoom: ZoomSimulator): number {
  return zoom.requests.filter(
    ({ path, body }) => path === '/oauth/token' && body.includes('grant_type=refresh_token'),
  ).length;
}

/** A server of this test's own making, where the simulator is too well-behaved. */
export async function serve(listener: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
