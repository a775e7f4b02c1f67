import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { isLoopbackHost } from '../../config/variable-forms.ts';

export interface SessionCookie {
  readonly name: string;
  /** @param expiresAt milliseconds since 1970 */
  issue(response: Response, token: string, expiresAt: number): void;
  clear(response: Response): void;
  read(request: Request): string | undefined;
}

/** The cookie of `/home`. Panels have none: cookies do not survive in the client. */
export function createSessionCookie(options: { readonly publicUrl: string }): SessionCookie {
  const secure = !isLoopbackHttp(options.publicUrl);
  // Browsers take the __Host- prefix from https only: no other host, path or plain page can then set it.
  const name = secure ? '__Host-session' : 'session';
  const set = (response: Response, value: string, expires: Date) => {
    const attributes = { name, value, expires, path: '/', httpOnly: true, secure, sameSite: 'lax' } as const;
    response.append('Set-Cookie', stringifySetCookie(attributes));
  };
  return {
    name,
    issue: (response, token, expiresAt) => set(response, token, new Date(expiresAt)),
    clear: (response) => set(response, '', new Date(0)),
    read: (request) => {
      const value = parseCookie(request.headers.cookie ?? '')[name];
      return value === '' ? undefined : value;
    },
  };
}

function isLoopbackHttp(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && isLoopbackHost(hostname);
}
