/** Covers server/http/pages/page-style.ts. */
import { describe, expect, it } from 'vitest';
import { startSignInServer } from '../../../support/sign-in-server.ts';
import { SmallBrowser } from '../../../support/small-browser.ts';

describe('GET /account', () => {
  it('shows the signed-in person as Zoom knows them, and the way to their meetings', async () => {
    await using server = await startSignInServer();
    const user = server.zoom.addUser({ firstName: 'Grace', lastName: 'Hopper' });
    server.zoom.signIn(user);
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    const response = await browser.get(`${server.url}/account`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const page = await response.text();
    const facts = ['Grace Hopper', user.email, user.id, '2 (Licensed)', 'Hopper', user.createdAt, 'N/A'];
    for (const shown of facts) expect(page).toContain(shown);
    expect(page).toContain('href="/home"');
    expect(page).toContain('<link rel="stylesheet" href="/pages.css">');
    expect(server.zoom.violations).toEqual([]);
  });

  it('escapes every field that Zoom says about the person', async () => {
    await using server = await startSignInServer();
    const evil = `"><script>alert('x')</script>&`;
    const names = { firstName: evil, lastName: evil, displayName: evil, email: evil, createdAt: evil };
    server.zoom.signIn(server.zoom.addUser({ id: evil, ...names }));
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    const page = await (await browser.get(`${server.url}/account`)).text();
    expect(page.match(/&lt;script&gt;/g)).toHaveLength(6);
    expect(page).not.toMatch(/<(script|style)/);
    expect(page).not.toContain(evil);
  });

  it('leads to /home without a session', async () => {
    await using server = await startSignInServer();
    const response = await new SmallBrowser().get(`${server.url}/account`);
    expect([response.status, response.headers.get('location')]).toEqual([302, '/home']);
  });

  it('speaks of the person when Zoom tells nothing of them, who stays signed in', async () => {
    await using server = await startSignInServer();
    server.zoom.signIn(server.zoom.addUser());
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    await server.zoom[Symbol.asyncDispose]();
    const response = await browser.get(`${server.url}/account`);
    expect(response.status).toBe(503);
    const page = await response.text();
    expect(page).toContain('Your account cannot be shown');
    expect(page).not.toContain('You are not signed in');
  });

  it('says in words that Zoom has ended the permission', async () => {
    await using server = await startSignInServer();
    const user = server.zoom.addUser({ firstName: 'Grace', lastName: 'Hopper' });
    server.zoom.signIn(user);
    const browser = new SmallBrowser();
    await browser.visit(`${server.url}/auth`);
    await server.grants.forget(user.id);
    const response = await browser.get(`${server.url}/account`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('has not given the app permission');
  });
});
