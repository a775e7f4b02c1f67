import { z } from 'zod';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import type { Logger } from '../../logger.ts';
import { SealError, type SealingKeys, seal, unseal } from './sealing.ts';
import { type ZoomOAuth, ZoomOAuthError, type ZoomTokens } from './zoom-oauth.ts';

/** `none`: no grant of this person is stored · `lost`: Zoom has just ended the permission. */
export class GrantError extends Error {
  override readonly name = 'GrantError';
  readonly kind: 'none' | 'lost';
  constructor(kind: 'none' | 'lost', options?: ErrorOptions) {
    super(
      kind === 'none'
        ? 'This person has not given the app permission at Zoom.'
        : 'Zoom has ended the permission of this person.',
      options,
    );
    this.kind = kind;
  }
}

/** The OAuth grants of people, by Zoom user id, stored encrypted. */
export interface Grants {
  save(uid: string, tokens: ZoomTokens): Promise<void>;
  /**
   * A token that is valid for a minute at least. @param options `refused`: a token that Zoom refused and that is renewed.
   * @throws {GrantError} and `ZoomOAuthError` when Zoom does not answer.
   */
  accessToken(uid: string, options?: { readonly refused?: string }): Promise<string>;
  /** Revokes the permission at Zoom and deletes the grant. `false`: deleted, but Zoom did not answer. */
  revoke(uid: string): Promise<boolean>;
  /** Deletes the grant after a deauthorization, without a request to Zoom. */
  forget(uid: string): Promise<void>;
}

/** Port: OAuth grants by Zoom user id. `sealed` is ciphertext; the store never sees a token. */
export interface GrantStore {
  save(uid: string, sealed: string): Promise<void>;
  find(uid: string): Promise<string | undefined>;
  delete(uid: string): Promise<void>;
}

export interface GrantsOptions {
  readonly store: GrantStore;
  readonly oauth: Pick<ZoomOAuth, 'refresh' | 'revoke'>;
  readonly keys: SealingKeys;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Enough for the call that needs the token, with its retries. */
const REFRESH_BEFORE_MS = 60_000;

export function createGrants(options: GrantsOptions): Grants {
  const { store, oauth, keys, logger, now = Date.now } = options;
  const queue = new KeyedQueue();
  const pending = new Map<string, Promise<string>>();
  /** Renewed grants that the store failed to save: the old refresh token is used, so only these are valid. */
  const unsaved = new Map<string, Grant>();

  return {
    save: (uid, tokens) => queue.run(uid, () => persist(grantFrom(uid, tokens))),
    accessToken: (uid, { refused } = {}) =>
      once(JSON.stringify([uid, refused]), () => queue.run(uid, () => goodToken(uid, refused))),
    revoke: (uid) => queue.run(uid, () => revoke(uid)),
    forget: (uid) => queue.run(uid, () => drop(uid)),
  };

  /** Calls with an equal key that overlap share one result. */
  function once(key: string, call: () => Promise<string>): Promise<string> {
    const running = pending.get(key);
    if (running !== undefined) return running;
    const result = call().finally(() => pending.delete(key));
    pending.set(key, result);
    return result;
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
      // A refresh token works once: a grant that another process has renewed and stored since is valid.
      if (newer !== undefined && newer !== sealed) return (await read(uid)).grant.accessToken;
      await drop(uid);
      logger.warn({ uid }, 'Zoom ended the permission of this person; the grant is deleted');
      throw new GrantError('lost', { cause: error });
    }
  }

  async function refresh(grant: Grant): Promise<string> {
    const renewed = grantFrom(grant.uid, await oauth.refresh(grant.refreshToken));
    // Another process deleted the grant in the meantime: the refresh must not restore it.
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
    const renewed = unsaved.get(uid);
    if (renewed !== undefined) await persist(renewed);
    const sealed = await store.find(uid);
    if (sealed === undefined) throw new GrantError('none');
    try {
      const grant = grantSchema.parse(await unseal(sealed, keys));
      // A row that was moved to another person's id is no grant.
      if (grant.uid !== uid) throw new SealError('It was sealed for another person.');
      return { grant, sealed };
    } catch (error) {
      if (!(error instanceof SealError || error instanceof z.ZodError)) throw error;
      logger.warn(
        { uid },
        'a stored grant cannot be decrypted, because SESSION_SECRET was replaced; signing in again renews it',
      );
      throw new GrantError('none', { cause: error });
    }
  }

  async function revoke(uid: string): Promise<boolean> {
    try {
      await oauth.revoke(await goodToken(uid, undefined));
      return true;
    } catch (error) {
      if (error instanceof GrantError) return true;
      if (!(error instanceof ZoomOAuthError)) throw error;
      logger.warn({ uid, kind: error.kind }, 'Zoom did not answer the revocation of a grant');
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
