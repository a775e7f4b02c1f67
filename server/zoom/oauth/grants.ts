import { z } from 'zod';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { Logger } from '../../logger.ts';
import type { GrantStore } from './grant-store.ts';
import { SealError, type SealingKeys, seal, unseal } from './sealing.ts';
import { type ZoomOAuth, ZoomOAuthError, type ZoomTokens } from './zoom-oauth.ts';

/** `none`: this person never signed in here, or we forgot · `lost`: Zoom has just said that the permission is over. */
export class GrantError extends Error {
  override readonly name = 'GrantError';
  readonly kind: 'none' | 'lost';
  constructor(kind: 'none' | 'lost', options?: ErrorOptions) {
    super(
      kind === 'none'
        ? 'This person has not given the app permission at Zoom.'
        : 'Zoom says that the permission this person gave is over.',
      options,
    );
    this.kind = kind;
  }
}

/** What people allowed us at Zoom, by Zoom user id, encrypted wherever it rests. */
export interface Grants {
  save(uid: string, tokens: ZoomTokens): Promise<void>;
  /**
   * A token that is good for a minute at least. `refused`: the one that Zoom would not take, which is not given again.
   * @throws {GrantError} and `ZoomOAuthError` when Zoom cannot be asked.
   */
  accessToken(uid: string, options?: { readonly refused?: string }): Promise<string>;
  /** Gives the permission back to Zoom and forgets it. Forgotten even if Zoom cannot be told; then `false`. */
  revoke(uid: string): Promise<boolean>;
  /** Zoom has taken the permission away (deauthorization): nothing to tell Zoom. */
  forget(uid: string): Promise<void>;
}

export interface GrantsOptions {
  readonly store: GrantStore;
  readonly oauth: Pick<ZoomOAuth, 'refresh' | 'revoke'>;
  readonly keys: SealingKeys;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Long enough for the call that the token is asked for, with retries. */
const REFRESH_BEFORE_MS = 60_000;

export function createGrants(options: GrantsOptions): Grants {
  const { store, oauth, keys, logger, now = Date.now } = options;
  const queue = new KeyedQueue();
  const asked = new Map<string, Promise<string>>();
  /** Renewed, but the store would not take it: the old refresh token is used up, so this is the only one there is. */
  const unsaved = new Map<string, Grant>();

  return {
    save: (uid, tokens) => queue.run(uid, () => persist(grantFrom(uid, tokens))),
    accessToken: (uid, { refused } = {}) =>
      once(JSON.stringify([uid, refused]), () => queue.run(uid, () => goodToken(uid, refused))),
    revoke: (uid) => queue.run(uid, () => giveBack(uid)),
    forget: (uid) => queue.run(uid, () => drop(uid)),
  };

  /** Everybody who asks the same while it is being found out gets the same answer. */
  function once(question: string, ask: () => Promise<string>): Promise<string> {
    const known = asked.get(question);
    if (known !== undefined) return known;
    const answer = ask().finally(() => asked.delete(question));
    asked.set(question, answer);
    return answer;
  }

  async function goodToken(uid: string, refused: string | undefined): Promise<string> {
    const { grant, sealed } = await read(uid);
    if (grant.accessToken !== refused && grant.expiresAt - REFRESH_BEFORE_MS > now())
      return grant.accessToken;
    try {
      return await refresh(grant);
    } catch (error) {
      if (!(error instanceof ZoomOAuthError && error.kind === 'grant-refused')) throw error;
      const newer = await store.find(uid);
      // Refresh tokens work once: another process that shares the store may have been first, and then its grant counts.
      if (newer !== undefined && newer !== sealed) return (await read(uid)).grant.accessToken;
      await drop(uid);
      logger.warn({ uid }, 'Zoom ended the permission this person gave; it is forgotten');
      throw new GrantError('lost', { cause: error });
    }
  }

  async function refresh(grant: Grant): Promise<string> {
    const renewed = grantFrom(grant.uid, await oauth.refresh(grant.refreshToken));
    // Forgotten by another process in the meantime: a refresh must not bring it back.
    if ((await store.find(grant.uid)) === undefined) throw new GrantError('none');
    unsaved.set(grant.uid, renewed);
    await persist(renewed);
    logger.debug({ uid: grant.uid }, 'access token renewed');
    return renewed.accessToken;
  }

  async function persist(grant: Grant): Promise<void> {
    await store.save(grant.uid, await seal(grant, keys));
    unsaved.delete(grant.uid);
  }

  async function read(uid: string): Promise<{ grant: Grant; sealed: string }> {
    const pending = unsaved.get(uid);
    if (pending !== undefined) await persist(pending);
    const sealed = await store.find(uid);
    if (sealed === undefined) throw new GrantError('none');
    try {
      const grant = grantSchema.parse(await unseal(sealed, keys));
      // A row that was moved to another person's id is nobody's grant.
      if (grant.uid !== uid) throw new SealError('It was sealed for another person.');
      return { grant, sealed };
    } catch (error) {
      if (!(error instanceof SealError || error instanceof z.ZodError)) throw error;
      logger.warn(
        { uid },
        'a stored grant cannot be opened: was SESSION_SECRET replaced? Signing in again renews it',
      );
      throw new GrantError('none', { cause: error });
    }
  }

  async function giveBack(uid: string): Promise<boolean> {
    try {
      await oauth.revoke(await goodToken(uid, undefined));
      return true;
    } catch (error) {
      if (error instanceof GrantError) return true;
      if (!(error instanceof ZoomOAuthError)) throw error;
      logger.warn({ uid, kind: error.kind }, 'Zoom could not be told that a permission is given back');
      return false;
    } finally {
      await drop(uid);
    }
  }

  async function drop(uid: string): Promise<void> {
    unsaved.delete(uid);
    await store.delete(uid);
  }

  function grantFrom(uid: string, tokens: ZoomTokens): Grant {
    const { accessToken, refreshToken, lifetimeMs } = tokens;
    return { uid, accessToken, refreshToken, expiresAt: now() + lifetimeMs };
  }
}

const grantSchema = z.object({
  uid: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});

type Grant = Readonly<z.infer<typeof grantSchema>>;
