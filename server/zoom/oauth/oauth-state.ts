import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { SealError, type SealingKeys, seal, unseal } from './sealing.ts';

/** Time for a person on Zoom's consent page; Zoom's own codes are valid for 5 minutes. */
export const ATTEMPT_LIFETIME_MS = 10 * 60_000;
/** Used states, remembered until they expire. */
const MAX_USED_STATES = 10_000;

/** One browser's sign-in at Zoom. `sealed` is its cookie: without it the attempt cannot be finished. */
export interface OAuthAttempt {
  readonly state: string;
  /** PKCE S256 (RFC 7636). */
  readonly codeChallenge: string;
  readonly sealed: string;
}

export interface OAuthAttempts {
  begin(): Promise<OAuthAttempt>;
  /** The PKCE verifier of the attempt, once. `undefined`: foreign, of another browser, expired, or used. */
  finish(sealed: string, state: string): Promise<{ readonly codeVerifier: string } | undefined>;
}

export interface OAuthAttemptsOptions {
  readonly keys: SealingKeys;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function createOAuthAttempts({ keys, now = Date.now }: OAuthAttemptsOptions): OAuthAttempts {
  const used = new LRUCache<string, true>({ max: MAX_USED_STATES, ttl: ATTEMPT_LIFETIME_MS });
  return {
    async begin() {
      const state = randomText();
      const codeVerifier = randomText();
      const expiresAt = now() + ATTEMPT_LIFETIME_MS;
      return {
        state,
        codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        sealed: await seal({ use: 'web-oauth', state, codeVerifier, expiresAt }, keys),
      };
    },
    async finish(sealed, state) {
      const attempt = await open(sealed, keys);
      if (attempt === undefined || attempt.expiresAt <= now() || !equal(attempt.state, state))
        return undefined;
      if (used.has(state)) return undefined;
      used.set(state, true);
      return { codeVerifier: attempt.codeVerifier };
    },
  };
}

const attemptSchema = z.object({
  use: z.literal('web-oauth'),
  state: z.string(),
  codeVerifier: z.string(),
  expiresAt: z.number(),
});

async function open(sealed: string, keys: SealingKeys) {
  try {
    return attemptSchema.safeParse(await unseal(sealed, keys)).data;
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** 256 bits as 43 URL-safe characters, the least that PKCE allows for a verifier. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
