import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { ZoomApi } from '../api/zoom-api.ts';
import type { Grants } from './grants.ts';
import { ATTEMPT_LIFETIME_MS, randomText } from './oauth-state.ts';
import { SealError, type SealingKeys, seal, unseal } from './sealing.ts';
import type { ZoomOAuth } from './zoom-oauth.ts';

/** The parameters of `authorize()` of the Apps SDK. */
interface InClientChallenge {
  readonly codeChallenge: string;
  readonly state: string;
}

/** The result of `onAuthorized`. Zoom does not always return the state or the address. */
export interface InClientCode {
  readonly code: string;
  readonly state?: string;
  readonly redirectUri?: string;
}

/** The session of the panel that signs in. */
interface InClientViewer {
  readonly viewerId: string;
  /** From the sealed context; absent for guests. */
  readonly uid?: string;
}

export type InClientAnswer =
  | { readonly ok: true; readonly uid: string }
  | { readonly ok: false; readonly reason: 'no-attempt' | 'other-person' | 'guest' };

/** OAuth inside the Zoom client: needed only to start and stop streams by REST, never for reading. */
export interface InClientOAuth {
  start(viewer: InClientViewer): Promise<InClientChallenge | { readonly refused: 'guest' }>;
  /** @throws `ZoomOAuthError` or `ZoomApiError` when Zoom refuses the code or cannot be asked. */
  exchange(viewer: InClientViewer, authorized: InClientCode): Promise<InClientAnswer>;
}

export interface InClientOAuthOptions {
  readonly oauth: Pick<ZoomOAuth, 'exchange'>;
  readonly api: Pick<ZoomApi, 'usersMe'>;
  readonly grants: Pick<Grants, 'save'>;
  readonly keys: SealingKeys;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Attempts that are not finished; the least recent is dropped. */
const MAX_OPEN_ATTEMPTS = 10_000;

export function createInClientOAuth({
  oauth,
  api,
  grants,
  keys,
  now = Date.now,
}: InClientOAuthOptions): InClientOAuth {
  /** By viewer, for clients that return no state. */
  const open = new LRUCache<string, string>({ max: MAX_OPEN_ATTEMPTS, ttl: ATTEMPT_LIFETIME_MS });
  const used = new LRUCache<string, true>({ max: MAX_OPEN_ATTEMPTS, ttl: ATTEMPT_LIFETIME_MS });

  return {
    async start({ viewerId, uid }) {
      if (uid === undefined) return { refused: 'guest' };
      const codeVerifier = randomText();
      const expiresAt = now() + ATTEMPT_LIFETIME_MS;
      const state = await seal({ use: 'in-client-oauth', viewerId, codeVerifier, expiresAt }, keys);
      open.set(viewerId, state);
      // The client knows only the method `plain` (Zoom Apps authentication page): the challenge is the verifier.
      return { codeChallenge: codeVerifier, state };
    },
    async exchange(viewer, { code, state, redirectUri }) {
      // Zoom seals no user id for guests, who have no REST (guest mode page): no grant can be shown to be theirs.
      if (viewer.uid === undefined) return { ok: false, reason: 'guest' };
      const codeVerifier = await redeem(viewer.viewerId, state);
      if (codeVerifier === undefined) return { ok: false, reason: 'no-attempt' };
      const tokens = await oauth.exchange(code, { codeVerifier, redirectUri });
      const { id } = await api.usersMe(tokens.accessToken);
      // The sealed context says who has the panel open; permission of somebody else's account is not theirs to give.
      if (viewer.uid !== id) return { ok: false, reason: 'other-person' };
      await grants.save(id, tokens);
      return { ok: true, uid: id };
    },
  };

  /** The verifier of this viewer's attempt; each attempt is redeemed once. */
  async function redeem(viewerId: string, returned: string | undefined): Promise<string | undefined> {
    const state = returned ?? open.get(viewerId);
    if (state === undefined) return undefined;
    const attempt = await openState(state, keys);
    if (attempt === undefined || attempt.viewerId !== viewerId || attempt.expiresAt <= now())
      return undefined;
    if (used.has(attempt.codeVerifier)) return undefined;
    used.set(attempt.codeVerifier, true);
    open.delete(viewerId);
    return attempt.codeVerifier;
  }
}

const stateSchema = z.object({
  use: z.literal('in-client-oauth'),
  viewerId: z.string(),
  codeVerifier: z.string(),
  expiresAt: z.number(),
});

async function openState(state: string, keys: SealingKeys) {
  try {
    return stateSchema.safeParse(await unseal(state, keys)).data;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
