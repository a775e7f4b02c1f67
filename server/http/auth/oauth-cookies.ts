import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { routes } from '../../../shared/routes.ts';
import { isLoopbackHost } from '../../config/variable-forms.ts';
import { ATTEMPT_LIFETIME_MS, type OAuthAttempt } from '../../zoom/oauth/oauth-state.ts';

/** What a browser holds between `/auth` and `/callback`. */
export interface OAuthCookies {
  /** Each tab's attempt is a cookie of its own, so that two tabs do not overwrite each other. */
  keepAttempt(request: Request, response: Response, attempt: OAuthAttempt): void;
  /** The sealed attempt of this state, and it is gone from the browser. */
  takeAttempt(request: Request, response: Response, state: string): string | undefined;
  /** Signing in was begun anew because Zoom brought somebody here without our state. */
  readonly restarted: FlagCookie;
  /** This browser was sent from another host name to the public one. */
  readonly moved: FlagCookie;
}

interface FlagCookie {
  isSet(request: Request): boolean;
  set(response: Response): void;
  clear(response: Response): void;
}

/** Somebody who presses "Sign in" again and again would otherwise outgrow the header limit. */
const MAX_OPEN_ATTEMPTS = 5;
/** A redirect to the same page under another name takes seconds. */
const MOVED_MS = 10_000;

export function createOAuthCookies(options: { readonly publicUrl: string }): OAuthCookies {
  const { protocol, hostname } = new URL(options.publicUrl);
  const secure = !(protocol === 'http:' && isLoopbackHost(hostname));
  const prefix = secure ? '__Host-' : '';
  const attemptPrefix = `${prefix}oauth-`;
  // Lax: Zoom sends the browser back by a link of its own site.
  const base = { path: '/', httpOnly: true, secure, sameSite: 'lax' } as const;

  const set = (response: Response, name: string, value: string, lifetimeMs: number, domain?: string) => {
    const maxAge = lifetimeMs / 1000;
    const attributes = { ...base, name, value, maxAge, ...(domain === undefined ? {} : { domain }) };
    response.append('Set-Cookie', stringifySetCookie(attributes));
  };
  const flag = (name: string, lifetimeMs: number, domain?: string): FlagCookie => ({
    isSet: (request) => cookiesOf(request)[name] === '1',
    set: (response) => set(response, name, '1', lifetimeMs, domain),
    clear: (response) => set(response, name, '', 0, domain),
  });
  /** Enough of the state to tell attempts apart; the whole of it is in the sealed value. */
  const attemptName = (state: string) => `${attemptPrefix}${state.slice(0, 12)}`;

  return {
    keepAttempt(request, response, { state, sealed }) {
      // Browsers send the oldest cookie first (RFC 6265 §5.4).
      const open = Object.keys(cookiesOf(request)).filter((name) => name.startsWith(attemptPrefix));
      for (const name of open.slice(0, Math.max(0, open.length - MAX_OPEN_ATTEMPTS + 1)))
        set(response, name, '', 0);
      set(response, attemptName(state), sealed, ATTEMPT_LIFETIME_MS);
    },
    takeAttempt(request, response, state) {
      if (!/^[\w-]{12,128}$/.test(state)) return undefined;
      const sealed = cookiesOf(request)[attemptName(state)];
      if (sealed !== undefined) set(response, attemptName(state), '', 0);
      return sealed;
    },
    restarted: flag(`${prefix}signin-restarted`, ATTEMPT_LIFETIME_MS),
    // With a domain, which only a browser that is at the public name already accepts: a proxy has changed the Host header.
    moved: flag(`${routes.auth.slice(1)}-moved`, MOVED_MS, hostname),
  };
}

function cookiesOf(request: Request): Readonly<Record<string, string | undefined>> {
  return parseCookie(request.headers.cookie ?? '');
}
