import { createHash, type webcrypto } from 'node:crypto';
import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import { deriveKey, secretId } from './session-secrets.ts';
import type { ViewerSession } from './viewer-session.ts';

const VIEWER_SESSION_MS = 15 * 60_000;
const HOME_SESSION_MS = 30 * 24 * 60 * 60_000;
/** Tokens whose signature is known to be ours: a panel shows each several times. About 0.5 kB each. */
const TOKENS_REMEMBERED = 20_000;

export class SessionTokenError extends Error {
  override readonly name = 'SessionTokenError';
  readonly code: 'token-invalid' | 'token-expired';
  constructor(code: SessionTokenError['code'], options?: ErrorOptions) {
    super(
      code === 'token-expired' ? 'The session has expired.' : 'The session token is not one of ours.',
      options,
    );
    this.code = code;
  }
}

interface HomeSession {
  /** Of this sign-in. */
  readonly sessionId: string;
  /** Zoom user id, proven by OAuth. */
  readonly uid: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface SessionTokens {
  /** For the panel, in memory only: 15 minutes. */
  issueViewer(
    viewer: Omit<ViewerSession, 'issuedAt' | 'expiresAt'>,
    /** Expires then at the latest, milliseconds since 1970. */
    until?: number,
  ): Promise<{ token: string; expiresAt: number }>;
  /** @throws {SessionTokenError} */
  verifyViewer(token: string): Promise<ViewerSession>;
  /** Was this session ended since its token was verified: by signing out, or because the person was forgotten? */
  isEnded(session: Pick<ViewerSession, 'uid' | 'signInId' | 'issuedAt'>): Promise<boolean>;
  /** For the cookie of `/home`: 30 days. */
  issueHome(uid: string): Promise<{ token: string; expiresAt: number }>;
  /** @throws {SessionTokenError} */
  verifyHome(token: string): Promise<HomeSession>;
}

/** Port: what ended before it expired. */
export interface EndedSessions {
  /** Nothing that was issued to this person before this moment counts, milliseconds; 0: everything does. */
  validFrom(uid: string): Promise<number>;
  /** Was this sign-in ended by signing out? */
  isRevoked(sessionId: string): Promise<boolean>;
}

/** HS256 tokens. A panel's token is no cookie and a cookie no panel's token: own key, own audience. */
export function createSessionTokens(options: {
  /** The first signs, the rest verify. */
  readonly secrets: readonly string[];
  readonly ended: EndedSessions;
  readonly now?: () => number;
}): SessionTokens {
  const now = options.now ?? Date.now;
  const viewers = tokenKind('viewer', VIEWER_SESSION_MS, options.secrets, now);
  const homes = tokenKind('home', HOME_SESSION_MS, options.secrets, now);
  const { ended } = options;
  const isEnded: SessionTokens['isEnded'] = async ({ uid, signInId, issuedAt }) => {
    if (uid !== undefined && issuedAt < (await ended.validFrom(uid))) return true;
    return signInId !== undefined && (await ended.isRevoked(signInId));
  };
  const requireLasting = async (session: Parameters<typeof isEnded>[0]) => {
    if (await isEnded(session)) throw new SessionTokenError('token-expired');
  };
  return {
    issueViewer: ({ viewerId, uid, role, meetingId, contextId, shareId, signInId }, until) =>
      viewers.issue(
        viewerId,
        { uid, role, meeting: meetingId, ctx: contextId, share: shareId, signIn: signInId },
        until,
      ),
    verifyViewer: async (token) => {
      const claims = parse(viewerClaims, await viewers.verify(token));
      const { sub, exp, at, uid, role, meeting, ctx, share, signIn } = claims;
      const session = {
        viewerId: sub,
        role,
        issuedAt: at,
        expiresAt: exp * 1_000,
        ...(uid === undefined ? {} : { uid }),
        ...(meeting === undefined ? {} : { meetingId: meeting }),
        ...(ctx === undefined ? {} : { contextId: ctx }),
        ...(share === undefined ? {} : { shareId: share }),
        ...(signIn === undefined ? {} : { signInId: signIn }),
      };
      await requireLasting(session);
      return session;
    },
    isEnded,
    issueHome: (uid) => homes.issue(uid, { jti: nanoid() }),
    verifyHome: async (token) => {
      const { sub: uid, exp, at: issuedAt, jti } = parse(homeClaims, await homes.verify(token));
      const sessionId = jti ?? digestOf(token);
      await requireLasting({ uid, signInId: sessionId, issuedAt });
      return { uid, sessionId, issuedAt, expiresAt: exp * 1_000 };
    },
  };
}

/** Imported once: jose would import the bytes for each token. */
function importKey(bytes: Uint8Array): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']);
}

/** Stands for a token that is not to be kept; also names a sign-in of before sign-ins had ids. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** `at`: issued, in milliseconds, because `iat` has whole seconds and a new sign-in may follow in the same one. */
const homeClaims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  at: z.number().default(0),
  jti: z.string().optional(),
});
const viewerClaims = homeClaims.extend({
  uid: z.string().optional(),
  role: z.enum(['host', 'co-host', 'panelist', 'participant', 'attendee', 'browser', 'reader']),
  meeting: z.string().optional(),
  ctx: z.string().optional(),
  share: z.string().optional(),
  /** Tokens made before bearers named their sign-in have none, and end by themselves within 15 minutes. */
  signIn: z.string().optional(),
});

function tokenKind(audience: string, lifeMs: number, secrets: readonly string[], now: () => number) {
  const keys = new Map(
    secrets.map((secret) => [secretId(secret), importKey(deriveKey(secret, `${audience} session token`))]),
  );
  /** Claims by the digest of their token. Only the signature is remembered: their time is checked whenever they are shown. */
  const genuine = new LRUCache<string, JWTPayload>({ max: TOKENS_REMEMBERED });
  const [signing] = keys;
  if (signing === undefined) throw new Error('Session tokens need at least one secret.');
  const [kid, signingKey] = signing;
  const keyOf: JWTVerifyGetKey = (header) => {
    const key = header.kid === undefined ? undefined : keys.get(header.kid);
    if (key === undefined) throw new errors.JWSSignatureVerificationFailed('no such key');
    return key;
  };
  return {
    async issue(subject: string, claims: JWTPayload, until = Infinity) {
      const exp = Math.floor(Math.min(now() + lifeMs, until) / 1_000);
      const token = await new SignJWT({ ...claims, at: now() })
        .setProtectedHeader({ alg: 'HS256', kid })
        .setSubject(subject)
        .setAudience(audience)
        .setExpirationTime(exp)
        .sign(await signingKey);
      genuine.set(digestOf(token), decodeJwt(token));
      return { token, expiresAt: exp * 1_000 };
    },
    async verify(token: string): Promise<JWTPayload> {
      const digest = digestOf(token);
      const known = genuine.get(digest);
      if (known?.exp !== undefined && known.exp > now() / 1_000) return known;
      try {
        const verified = await jwtVerify(token, keyOf, {
          audience,
          algorithms: ['HS256'],
          currentDate: new Date(now()),
        });
        genuine.set(digest, verified.payload);
        return verified.payload;
      } catch (cause) {
        throw new SessionTokenError(cause instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid', {
          cause,
        });
      }
    },
  };
}

function parse<T>(schema: z.ZodType<T>, payload: JWTPayload): T {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new SessionTokenError('token-invalid', { cause: parsed.error });
  return parsed.data;
}
