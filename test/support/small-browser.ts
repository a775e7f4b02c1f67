import { parseSetCookie, stringifyCookie } from 'cookie';

/** Fetch with a browser's cookie jar: host-only cookies by host name (ports do not part them), redirects not followed. */
export class SmallBrowser {
  readonly #jar = new Map<string, Map<string, string>>();

  async get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(url, { headers });
  }

  async head(url: string): Promise<Response> {
    return this.#fetch(url, { method: 'HEAD', headers: {} });
  }

  async post(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#fetch(url, { method: 'POST', headers });
  }

  /** Follows redirects, like a browser, up to the first address that `stopAt` names. */
  async visit(
    url: string,
    stopAt: (url: string) => boolean = () => false,
  ): Promise<{ url: string; response: Response }> {
    let current = url;
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await this.get(current);
      const location = response.headers.get('location');
      if (location === null) return { url: current, response };
      current = new URL(location, current).href;
      if (stopAt(current)) return { url: current, response };
    }
    throw new Error('The page redirected too many times');
  }

  cookies(url: string): ReadonlyMap<string, string> {
    return this.#of(url);
  }

  async #fetch(url: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookies = Object.fromEntries(this.#of(url));
    const cookie = Object.keys(cookies).length === 0 ? {} : { cookie: stringifyCookie(cookies) };
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...cookie },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(url, line);
    return response;
  }

  #keep(url: string, line: string): void {
    const { name, value, maxAge, expires, domain } = parseSetCookie(line);
    if (domain !== undefined && domain !== new URL(url).hostname) return;
    const isGone =
      maxAge === undefined ? expires !== undefined && expires.getTime() <= Date.now() : maxAge <= 0;
    if (isGone || value === undefined) this.#of(url).delete(name);
    else this.#of(url).set(name, value);
  }

  #of(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const cookies = this.#jar.get(hostname) ?? new Map<string, string>();
    this.#jar.set(hostname, cookies);
    return cookies;
  }
}
