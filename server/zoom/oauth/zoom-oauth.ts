import { z } from 'zod';
import { sendRequest, type ZoomAnswer, ZoomUnreachableError } from '../api/zoom-request.ts';

export interface ZoomTokens {
  readonly accessToken: string;
  /** Valid for one refresh, which returns the next one. */
  readonly refreshToken: string;
  /** Milliseconds since Zoom's answer; Zoom grants an hour. */
  readonly lifetimeMs: number;
}

/**
 * `grant-refused`: the code or refresh token is used, expired, revoked or foreign · `app-refused`: Zoom does not accept
 * client id and secret · `unavailable`: no answer, 429 or 5xx · `bad-answer`: not as Zoom documents.
 */
export type ZoomOAuthErrorKind = 'grant-refused' | 'app-refused' | 'unavailable' | 'bad-answer';

export class ZoomOAuthError extends Error {
  override readonly name = 'ZoomOAuthError';
  readonly kind: ZoomOAuthErrorKind;
  constructor(kind: ZoomOAuthErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
  get retryable(): boolean {
    return this.kind === 'unavailable';
  }
}

export interface ZoomOAuth {
  /** The address a browser returns to. */
  readonly redirectUri: string;
  /** Zoom's consent page; challenge method S256. */
  authorizeUrl(attempt: { readonly state: string; readonly codeChallenge: string }): string;
  /** `redirectUri` as in the request for consent; `undefined` for in-client OAuth without one. */
  exchange(
    code: string,
    proof: { readonly codeVerifier: string; readonly redirectUri: string | undefined },
  ): Promise<ZoomTokens>;
  refresh(refreshToken: string): Promise<ZoomTokens>;
  revoke(accessToken: string): Promise<void>;
}

export interface ZoomOAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** `https://zoom.us`, followed by `/oauth/authorize`, `/oauth/token`, `/oauth/revoke`. */
  readonly oauthUrl: string;
  readonly timeoutMs?: number;
}

/** A person waits for the page. */
const TIMEOUT_MS = 10_000;

/** Zoom's OAuth for user-managed apps. All calls reject with `ZoomOAuthError`; no message holds a code or token. */
export function createZoomOAuth(options: ZoomOAuthOptions): ZoomOAuth {
  const { clientId, clientSecret, oauthUrl, timeoutMs = TIMEOUT_MS } = options;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

  return {
    redirectUri: options.redirectUri,
    authorizeUrl({ state, codeChallenge }) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: options.redirectUri,
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      });
      return `${oauthUrl}/oauth/authorize?${query}`;
    },
    async exchange(code, { codeVerifier, redirectUri }) {
      const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier };
      return tokensFrom(
        await post('token', redirectUri === undefined ? form : { ...form, redirect_uri: redirectUri }),
      );
    },
    async refresh(refreshToken) {
      return tokensFrom(await post('token', { grant_type: 'refresh_token', refresh_token: refreshToken }));
    },
    async revoke(accessToken) {
      await post('revoke', { token: accessToken });
    },
  };

  async function post(endpoint: 'token' | 'revoke', form: Record<string, string>): Promise<unknown> {
    const answer = await send(`${oauthUrl}/oauth/${endpoint}`, new URLSearchParams(form));
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw refusalFrom(answer);
  }

  async function send(url: string, body: URLSearchParams): Promise<ZoomAnswer> {
    try {
      return await sendRequest(url, { method: 'POST', authorization, body, timeoutMs });
    } catch (error) {
      if (!(error instanceof ZoomUnreachableError)) throw error;
      throw new ZoomOAuthError('unavailable', 'Zoom did not answer the sign-in request.', { cause: error });
    }
  }
}

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
});

function tokensFrom(body: unknown): ZoomTokens {
  const parsed = tokensSchema.safeParse(body);
  if (!parsed.success) {
    throw new ZoomOAuthError(
      'bad-answer',
      'Zoom answered the token request with something that is not a token.',
    );
  }
  const { access_token, refresh_token, expires_in } = parsed.data;
  return { accessToken: access_token, refreshToken: refresh_token, lifetimeMs: expires_in * 1000 };
}

const errorSchema = z.object({
  error: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
});

function refusalFrom({ status, body }: ZoomAnswer): ZoomOAuthError {
  if (status === 429 || status >= 500) {
    return new ZoomOAuthError(
      'unavailable',
      `Zoom's sign-in is not available at the moment (status ${status}).`,
    );
  }
  const { error, reason } = errorSchema.safeParse(body).data ?? {};
  // Zoom also answers `invalid_request` with the reason "Invalid Token!" for a used refresh token.
  if (
    error === 'invalid_grant' ||
    (error === 'invalid_request' && /invalid (token|authorization code)/i.test(reason ?? ''))
  ) {
    return new ZoomOAuthError('grant-refused', `Zoom refused the code or refresh token (status ${status}).`);
  }
  if (error === 'invalid_client' || error === 'unauthorized_client' || status === 401) {
    return new ZoomOAuthError(
      'app-refused',
      `Zoom refused the app's client id and secret (status ${status}).`,
    );
  }
  return new ZoomOAuthError('bad-answer', `Zoom refused the token request (status ${status}).`);
}
