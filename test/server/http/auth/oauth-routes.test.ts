/** Covers server/http/auth/oauth-cookies.ts, server/http/pages/user-page.ts. */
import { get as httpGet } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { startSignInServer } from '../../../support/sign-in-server.ts';
import { SmallBrowser } from '../../../support/small-browser.ts';

const isCallback = (url: string) => new URL(url).pathname === '/callback';

describe('signing in', () => {
  it('goes to Zoom and back, lands at /home and is known there', async () => {
    await using server = await startSignInServer();
    const user = server.zoom.addUser({ firstName: 'Grace', lastName: 'Hopper' });
    server.zoom.signIn(user);
    const browser = new SmallBrowser();
    const { url, response } = await browser.visit(`${server.url}/auth`);
    expect(url).toBe(`${server.url}/home`);
    expect(await response.json()).toMatchObject({ uid: user.id, role: 'browser' });
    expect(await server.grants.accessToken(user.id)).toBeTruthy();
    expect([...browser.cookies(server.url).keys()]).toEqual(['session']);
    expect(server.zoom.violations).toEqual([]);
  });

  it('keeps state and verifier from scripts and other sites, and out of the address', async () => {
    await using server = await startSignInServer({ publicUrl: 'https://captions.example' });
    const response = await atHost(server.url, '/auth', { Host: 'captions.example' });
    const [cookie = ''] = response.cookies;
    expect(cookie).toMatch(/^__Host-oauth-[\w-]+=/);
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600']) {
      expect(cookie).toContain(attribute);
    }
    const consent = new URL(response.location);
    expect(consent.searchParams.get('redirect_uri')).toBe('https://captions.example/callback');
    expect(consent.searchParams.get('code_challenge_method')).toBe('S256');
    expect(cookie).not.toContain(consent.searchParams.get('state'));
  });

  it('asks Zoom about made-up codes a few times only', async () => {
    await using server = await startSignInServer();
    const statuses: number[] = [];
    for (let tries = 0; tries < 25; tries += 1) {
      const begun = await fetch(`${server.url}/auth`, { redirect: 'manual' });
      const cookie = begun.headers.getSetCookie().map((text) => text.split(';', 1)[0]);
      const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
      const url = `${server.url}/callback?code=made-up-${tries}&state=${state}`;
      const answer = await fetch(url, { headers: { cookie: cookie.join('; ') } });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      await answer.arrayBuffer();
    }
    expect(statuses[0]).toBe(400);
    expect(statuses.at(-1)).toBe(429);
  });

  it('works in two tabs at once', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const first = await browser.visit(`${server.url}/auth`, isCallback);
    const second = await browser.visit(`${server.url}/auth`, isCallback);
    expect((await browser.get(first.url)).status).toBe(303);
    expect((await browser.get(second.url)).status).toBe(303);
  });

  it('leads a reload of the way back to /home, while the browser is signed in', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const back = await browser.visit(`${server.url}/auth`, isCallback);
    await browser.get(back.url);
    const asked = tokenCalls(server.zoom.requests);
    const again = await browser.get(back.url);
    expect([again.status, again.headers.get('location')]).toEqual([303, '/home']);
    expect(tokenCalls(server.zoom.requests)).toBe(asked);
    await browser.post(`${server.url}/auth/logout`, { Origin: server.url });
    expect((await browser.get(back.url)).status).toBe(400);
  });

  it('is not used up by the HEAD of a link checker', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const back = await browser.visit(`${server.url}/auth`, isCallback);
    for (const path of ['/auth', '/callback?code=a', '/callback?error=access_denied', '/account']) {
      const answer = await browser.head(`${server.url}${path}`);
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 204, []]);
    }
    const asked = server.zoom.requests.length;
    const answer = await browser.head(back.url);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    expect(server.zoom.requests.length).toBe(asked);
    expect((await browser.get(back.url)).headers.get('location')).toBe('/home');
    expect((await browser.head(`${server.url}/auth/logout`)).status).toBe(404);
    expect((await browser.get(`${server.url}/home`)).status).toBe(200);
  });

  it('does not let abandoned attempts pile up in the browser', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    for (let tries = 0; tries < 12; tries += 1) await browser.get(`${server.url}/auth`);
    expect(browser.cookies(server.url).size).toBe(5);
    expect((await browser.visit(`${server.url}/auth`)).response.status).toBe(200);
  });

  it('writes no token, code, state, name or address into the log', async () => {
    const lines: string[] = [];
    const logger = createLogger('trace', { write: (line) => lines.push(line) });
    await using server = await startSignInServer({ logger });
    const user = server.zoom.addUser({ firstName: 'Grace', lastName: 'Hopper' });
    server.zoom.signIn(user);
    const browser = new SmallBrowser();
    const back = await browser.visit(`${server.url}/auth`, isCallback);
    await new SmallBrowser().get(back.url);
    await browser.get(back.url);
    const refused = await server.grants.accessToken(user.id);
    const secrets = [refused, await server.grants.accessToken(user.id, { refused })];
    await server.grants.revoke(user.id);
    secrets.push(...new URL(back.url).searchParams.values(), ...browser.cookies(server.url).values());
    secrets.push('Grace', 'Hopper', user.email, server.zoom.clientSecret);
    expect(lines.join('')).toContain('signed in with Zoom');
    for (const secret of secrets) expect(lines.join('')).not.toContain(secret);
  });

  it('signs out, but not for another site', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    expect((await browser.post(`${server.url}/auth/logout`, { Origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await browser.post(`${server.url}/auth/logout`)).status).toBe(403);
    expect((await browser.get(`${server.url}/home`)).status).toBe(200);
    const copied = [...browser.cookies(server.url)].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await browser.post(`${server.url}/auth/logout`, { Origin: server.url })).status).toBe(204);
    expect((await browser.get(`${server.url}/home`)).status).toBe(401);
    // A copy of the cookie is worth nothing either.
    expect((await fetch(`${server.url}/home`, { headers: { cookie: copied } })).status).toBe(401);
  });

  it('sends a form that signs out back to /home', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    const response = await browser.post(`${server.url}/auth/logout`, {
      Origin: server.url,
      Accept: 'text/html',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/home']);
  });
});

describe('what is no sign-in', () => {
  it('refuses a callback that another browser began, and signs nobody in', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const attacker = await new SmallBrowser().visit(`${server.url}/auth`, isCallback);
    const victim = new SmallBrowser();
    await victim.get(`${server.url}/auth`);
    const response = await victim.get(attacker.url);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('not begun in this browser');
    expect(victim.cookies(server.url).has('session')).toBe(false);
    expect((await victim.get(`${server.url}/home`)).status).toBe(401);
    expect(tokenCalls(server.zoom.requests)).toBe(0);
  });

  it('refuses an invented state and a state that was used', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const back = await browser.visit(`${server.url}/auth`, isCallback);
    const invented = new URL(back.url);
    invented.searchParams.set('state', 'x'.repeat(43));
    expect((await browser.get(invented.href)).status).toBe(400);
    expect((await browser.get(back.url)).status).toBe(303);
    expect((await browser.get(back.url)).headers.getSetCookie()).toEqual([]);
    expect((await new SmallBrowser().get(back.url)).status).toBe(400);
    expect(tokenCalls(server.zoom.requests)).toBe(1);
    expect(server.zoom.violations).toEqual([]);
  });

  it.each(['', '?state=abc', '?code=', '?code=a&code=b&state=c'])(
    'answers /callback%s with 400',
    async (query) => {
      await using server = await startSignInServer();
      expect((await new SmallBrowser().get(`${server.url}/callback${query}`)).status).toBe(400);
    },
  );

  it('begins anew once when Zoom brings somebody without our state, and never takes that code', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const planted = `${server.url}/callback?code=planted`;
    const first = await browser.get(planted);
    expect([first.status, first.headers.get('location')]).toEqual([302, '/auth']);
    await browser.get(`${server.url}/auth`);
    const second = await browser.get(planted);
    expect(second.status).toBe(400);
    expect(await second.text()).toContain('without the proof');
    expect(tokenCalls(server.zoom.requests)).toBe(0);
    expect((await browser.visit(planted)).response.status).toBe(200);
    expect(server.zoom.requests.some(({ body }) => body.includes('planted'))).toBe(false);
  });

  it('says in words that consent was declined', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    server.zoom.declineConsent();
    const browser = new SmallBrowser();
    const { response } = await browser.visit(`${server.url}/auth`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('You chose not to give this app permission');
    expect(browser.cookies(server.url).size).toBe(0);
  });

  it('never repeats what an address said', async () => {
    await using server = await startSignInServer();
    const evil = encodeURIComponent('<script>alert(1)</script>');
    const response = await new SmallBrowser().get(
      `${server.url}/callback?error=${evil}&error_description=${evil}&state=${evil}`,
    );
    expect(await response.text()).not.toContain('script');
  });

  it('explains an expired code, a missing scope and a Zoom that is away', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    const late = await browser.visit(`${server.url}/auth`, isCallback);
    server.zoom.expireCodes();
    const expired = await browser.get(late.url);
    expect([expired.status, await expired.text()]).toEqual([
      400,
      expect.stringContaining('used before, or took too long'),
    ]);

    server.zoom.setScopes('zoomapp:inmeeting');
    const poor = (await browser.visit(`${server.url}/auth`)).response;
    expect([poor.status, await poor.text()]).toEqual([502, expect.stringContaining('user:read:user')]);

    const away = await browser.visit(`${server.url}/auth`, isCallback);
    await server.zoom[Symbol.asyncDispose]();
    const unreachable = await browser.get(away.url);
    expect([unreachable.status, await unreachable.text()]).toEqual([
      503,
      expect.stringContaining('cannot be reached'),
    ]);
    expect(server.store.rows.size).toBe(0);
    expect(browser.cookies(server.url).has('session')).toBe(false);
  });
});

describe('another host name', () => {
  it('is left for the public one first, with path and query', async () => {
    await using server = await startSignInServer({ publicUrl: 'https://captions.example' });
    const response = await atHost(server.url, '/auth?from=home', { Host: '10.0.0.7:3000' });
    expect(response.location).toBe('https://captions.example/auth?from=home');
    expect(response.cookies.filter((cookie) => cookie.includes('oauth-'))).toEqual([]);
  });

  it('is no other name when a proxy says so, or when the browser proves to be at the public one', async () => {
    await using server = await startSignInServer({ publicUrl: 'https://captions.example' });
    const forwarded = { Host: 'app:3000', 'X-Forwarded-Host': 'captions.example' };
    expect((await atHost(server.url, '/auth', forwarded)).location).toContain('/oauth/authorize');

    const hidden = await atHost(server.url, '/auth', { Host: 'app:3000' });
    expect(hidden.cookies).toEqual([expect.stringContaining('Domain=captions.example')]);
    const [pair = ''] = (hidden.cookies[0] ?? '').split(';', 1);
    expect((await atHost(server.url, '/auth', { Host: 'app:3000', Cookie: pair })).location).toContain(
      '/oauth/authorize',
    );
  });
});

function tokenCalls(requests: readonly { readonly path: string }[]): number {
  return requests.filter(({ path }) => path === '/oauth/token').length;
}

/** `fetch` does not let a test choose the Host header. */
function atHost(
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ location: string; cookies: readonly string[] }> {
  return new Promise((resolve, reject) => {
    httpGet(`${url}${path}`, { headers }, (response) => {
      response.resume();
      resolve({ location: response.headers.location ?? '', cookies: response.headers['set-cookie'] ?? [] });
    }).on('error', reject);
  });
}
