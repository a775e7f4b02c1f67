import { createHash, randomBytes } from 'node:crypto';
import type { HttpCall, HttpReply } from './http-server.ts';
import type { SimulatedUser } from './users.ts';

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The app's allow list; undefined allows every address. */
  readonly redirectUris: readonly string[] | undefined;
  readonly scopes: () => string;
  readonly url: () => string;
  readonly violation: (sentence: string) => void;
}

export interface OAuthServer {
  /** `undefined`: not an OAuth address. */
  handle(call: HttpCall): HttpReply | undefined;
  signIn(user: SimulatedUser | undefined): void;
  /** The next browser at the consent page says no. */
  denyNext(): void;
  /** What `authorize` inside the Zoom client gives. Only method `plain` exists there: the challenge is the verifier. */
  authorizeInClient(
    user: SimulatedUser,
    request: { readonly codeChallenge: string; readonly redirectUri?: string },
  ): { readonly code: string };
  /** Whose token it is; undefined when it is unknown, expired or revoked. */
  whoIs(
    accessToken: string,
  ): { readonly user: SimulatedUser; readonly scopes: readonly string[] } | undefined;
  /** The user removed the app. */
  revokeUser(user: SimulatedUser): void;
  /** As if an hour (five minutes, 90 days) had passed. OAuth's periods do not follow the time scale. */
  expireAccessTokens(): void;
  expireCodes(): void;
  expireRefreshTokens(): void;
}

interface Code {
  readonly user: SimulatedUser;
  readonly redirectUri: string | undefined;
  readonly challenge: { readonly value: string; readonly method: 'plain' | 'S256' } | undefined;
  readonly expiresAt: number;
}

interface Token {
  readonly grant: { readonly user: SimulatedUser; readonly scopes: string; isRevoked: boolean };
  readonly expiresAt: number;
}

export function createOAuthServer(options: OAuthOptions): OAuthServer {
  const codes = new Map<string, Code>();
  const usedCodes = new Set<string>();
  const accessTokens = new Map<string, Token>();
  const refreshTokens = new Map<string, Token>();
  const usedRefreshTokens = new Set<string>();
  let signedIn: SimulatedUser | undefined;
  let isDenying = false;

  const authorize = (query: URLSearchParams): HttpReply => {
    const redirectUri = query.get('redirect_uri') ?? '';
    const method = query.get('code_challenge_method') ?? 'plain';
    const challenge = query.get('code_challenge');
    if (query.get('client_id') !== options.clientId) return page(400, 'Invalid client_id');
    if (!URL.canParse(redirectUri)) return page(400, 'Invalid redirect_uri');
    if (options.redirectUris !== undefined && !options.redirectUris.includes(redirectUri)) {
      return page(400, 'This redirect_uri is not on the allow list of the app');
    }
    if (query.get('response_type') !== 'code') return page(400, 'Invalid response_type');
    if (method !== 'plain' && method !== 'S256') return page(400, 'Invalid code_challenge_method');
    if (signedIn === undefined) return page(401, 'Nobody is signed in to Zoom in this browser');
    const back = new URL(redirectUri);
    if (isDenying) {
      isDenying = false;
      back.searchParams.set('error', 'access_denied');
    } else {
      const code = newCode({
        user: signedIn,
        redirectUri,
        challenge: challenge === null ? undefined : { value: challenge, method },
      });
      back.searchParams.set('code', code);
    }
    const state = query.get('state');
    if (state !== null) back.searchParams.set('state', state);
    return { status: 302, headers: { location: back.href } };
  };

  const newCode = (code: Omit<Code, 'expiresAt'>): string => {
    const value = secret();
    codes.set(value, { ...code, expiresAt: Date.now() + codeLifeMs });
    return value;
  };

  const token = (call: HttpCall): HttpReply => {
    if (!isClient(call.headers.authorization))
      return refused(401, 'invalid_client', 'Invalid client_id or client_secret');
    const form = formOf(call);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return exchange(form);
      case 'refresh_token':
        return refresh(form);
      default:
        return refused(400, 'unsupported_grant_type', 'Unsupported grant type');
    }
  };

  const exchange = (form: URLSearchParams): HttpReply => {
    const value = form.get('code') ?? '';
    const code = codes.get(value);
    codes.delete(value);
    if (usedCodes.has(value)) options.violation('OAuth: a code was used twice');
    usedCodes.add(value);
    if (code === undefined || code.expiresAt < Date.now())
      return refused(400, 'invalid_grant', 'Invalid authorization code');
    if (code.redirectUri !== undefined && form.get('redirect_uri') !== code.redirectUri) {
      return refused(400, 'invalid_request', 'Redirect URI mismatch');
    }
    if (!provesPossession(code.challenge, form.get('code_verifier'))) {
      return refused(400, 'invalid_grant', 'The code_verifier does not match the code_challenge');
    }
    return issue({ user: code.user, scopes: options.scopes(), isRevoked: false });
  };

  const refresh = (form: URLSearchParams): HttpReply => {
    const value = form.get('refresh_token') ?? '';
    const known = refreshTokens.get(value);
    if (usedRefreshTokens.has(value)) options.violation('OAuth: a refresh token was used twice');
    refreshTokens.delete(value);
    usedRefreshTokens.add(value);
    if (known === undefined || known.grant.isRevoked || known.expiresAt < Date.now()) {
      return refused(400, 'invalid_grant', 'Invalid Token!');
    }
    return issue(known.grant);
  };

  const issue = (grant: Token['grant']): HttpReply => {
    const accessToken = secret();
    const refreshToken = secret();
    accessTokens.set(accessToken, { grant, expiresAt: Date.now() + accessTokenLifeMs });
    refreshTokens.set(refreshToken, { grant, expiresAt: Date.now() + refreshTokenLifeMs });
    return {
      status: 200,
      body: {
        access_token: accessToken,
        token_type: 'bearer',
        refresh_token: refreshToken,
        expires_in: accessTokenLifeMs / 1000 - 1,
        scope: grant.scopes,
        api_url: options.url(),
      },
    };
  };

  const revoke = (call: HttpCall): HttpReply => {
    if (!isClient(call.headers.authorization))
      return refused(401, 'invalid_client', 'Invalid client_id or client_secret');
    const value = formOf(call).get('token') ?? '';
    const known = accessTokens.get(value) ?? refreshTokens.get(value);
    if (known === undefined) return refused(400, 'invalid_token', 'Invalid Token!');
    known.grant.isRevoked = true;
    return { status: 200, body: { status: 'success' } };
  };

  const isClient = (authorization: string | undefined): boolean =>
    authorization ===
    `Basic ${Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64')}`;

  return {
    handle: (call) => {
      const route = `${call.method} ${call.path}`;
      if (route === 'GET /oauth/authorize') return authorize(call.query);
      if (route === 'POST /oauth/token') return token(call);
      if (route === 'POST /oauth/revoke') return revoke(call);
      return undefined;
    },
    signIn: (user) => {
      signedIn = user;
    },
    denyNext: () => {
      isDenying = true;
    },
    authorizeInClient: (user, request) => ({
      code: newCode({
        user,
        redirectUri: request.redirectUri,
        challenge: { value: request.codeChallenge, method: 'plain' },
      }),
    }),
    whoIs: (accessToken) => {
      const known = accessTokens.get(accessToken);
      if (known === undefined || known.grant.isRevoked || known.expiresAt < Date.now()) return undefined;
      return { user: known.grant.user, scopes: known.grant.scopes.split(' ') };
    },
    revokeUser: (user) => {
      for (const { grant } of [...accessTokens.values(), ...refreshTokens.values()]) {
        if (grant.user.id === user.id) grant.isRevoked = true;
      }
    },
    expireAccessTokens: () => accessTokens.clear(),
    expireCodes: () => codes.clear(),
    expireRefreshTokens: () => refreshTokens.clear(),
  };
}

const codeLifeMs = 5 * 60_000;
const accessTokenLifeMs = 60 * 60_000;
const refreshTokenLifeMs = 90 * 24 * 60 * 60_000;

function provesPossession(challenge: Code['challenge'], verifier: string | null): boolean {
  if (challenge === undefined) return true;
  if (verifier === null) return false;
  if (challenge.method === 'plain') return verifier === challenge.value;
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}

/** Zoom takes the parameters from the body or from the address. */
function formOf(call: HttpCall): URLSearchParams {
  const form = new URLSearchParams(call.query);
  for (const [name, value] of new URLSearchParams(call.body)) form.set(name, value);
  return form;
}

function refused(status: number, error: string, reason: string): HttpReply {
  return { status, body: { reason, error } };
}

function page(status: number, text: string): HttpReply {
  return { status, body: `<!doctype html><title>Zoom</title><p>${text}</p>` };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
