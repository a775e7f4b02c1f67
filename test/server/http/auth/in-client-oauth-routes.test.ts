/** Covers server/zoom/oauth/in-client-oauth.ts. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../../../server/access/access-table.ts';
import { startSignInServer } from '../../../support/sign-in-server.ts';
import type { SimulatedUser } from '../../../zoom-simulator/zoom-simulator.ts';

const challengeSchema = z.strictObject({ codeChallenge: z.string().min(43), state: z.string().min(1) });
const home = 'https://captions.example/panel';

async function story() {
  const server = await startSignInServer();
  const post = async (viewer: Actor | undefined, path: string, body?: unknown) => {
    const token = viewer === undefined ? undefined : (await server.tokens.issueViewer(viewer)).token;
    return fetch(`${server.url}/api/oauth/${path}`, {
      method: 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  return {
    ...server,
    post,
    async start(user: SimulatedUser) {
      const challenge = challengeSchema.parse(await (await post(viewerOf(user), 'in-client/start')).json());
      const { code } = server.zoom.authorizeInClient(user, {
        codeChallenge: challenge.codeChallenge,
        redirectUri: home,
      });
      return { ...challenge, code };
    },
  };
}

function viewerOf({ id }: SimulatedUser): Actor {
  return { viewerId: id, uid: id, role: 'host', meetingId: 'm1' };
}

it('gets the permission of the person who has the panel open', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const { code, state } = await s.start(user);
  const response = await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(await s.grants.accessToken(user.id)).toBeTruthy();
  expect(s.zoom.violations).toEqual([]);
});

it('does without the state where the client does not return it', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const { code } = await s.start(user);
  expect((await s.post(viewerOf(user), 'in-client', { code, redirectUri: home })).status).toBe(204);
});

it('refuses a state of somebody else, or of nobody, though the code is good', async () => {
  await using s = await story();
  const [user, other] = [s.zoom.addUser(), s.zoom.addUser()];
  const { code } = await s.start(user);
  const foreign = await s.start(other);
  for (const state of [foreign.state, 'invented']) {
    const response = await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'oauth-attempt-unknown' });
  }
  expect(s.store.rows.size).toBe(0);
});

it('refuses a code without an attempt, and an attempt twice', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const unasked = s.zoom.authorizeInClient(user, { codeChallenge: 'x', redirectUri: home });
  expect((await s.post(viewerOf(user), 'in-client', unasked)).status).toBe(400);
  const { code, state } = await s.start(user);
  expect((await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home })).status).toBe(204);
  const again = await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home });
  expect(await again.json()).toMatchObject({ status: 400, code: 'oauth-attempt-unknown' });
  expect(s.zoom.violations).toEqual([]);
});

it('refuses a code that was planted: its challenge is not ours', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const { state } = await s.start(user);
  const planted = s.zoom.authorizeInClient(s.zoom.addUser(), {
    codeChallenge: 'the attacker’s',
    redirectUri: home,
  });
  const response = await s.post(viewerOf(user), 'in-client', { ...planted, state, redirectUri: home });
  expect(await response.json()).toMatchObject({ status: 400, code: 'oauth-code-refused' });
});

it('refuses the permission of another account than the one in the meeting', async () => {
  await using s = await story();
  const [user, other] = [s.zoom.addUser(), s.zoom.addUser()];
  const { codeChallenge, state } = await s.start(user);
  const { code } = s.zoom.authorizeInClient(other, { codeChallenge, redirectUri: home });
  const response = await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home });
  expect(response.status).toBe(403);
  expect(s.store.rows.size).toBe(0);
});

it('refuses a guest at both steps, asks Zoom nothing and leaves every grant as it is', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const own = await s.start(user);
  expect((await s.post(viewerOf(user), 'in-client', { ...own, redirectUri: home })).status).toBe(204);
  const kept = new Map(s.store.rows);
  const guest: Actor = { viewerId: 'guest-1', role: 'participant', meetingId: 'm1' };
  const start = await s.post(guest, 'in-client/start');
  expect(await start.json()).toMatchObject({ status: 403, code: 'not-signed-in-to-zoom' });
  for (const person of [user, s.zoom.addUser()]) {
    const { code, state } = await s.start(person);
    for (const body of [
      { code, state, redirectUri: home },
      { code, redirectUri: home },
    ]) {
      const answer = await s.post(guest, 'in-client', body);
      expect(await answer.json()).toMatchObject({ status: 403, code: 'not-signed-in-to-zoom' });
    }
  }
  expect(s.store.rows).toEqual(kept);
  expect(await s.grants.accessToken(user.id)).toBeTruthy();
  expect(s.zoom.violations).toEqual([]);
});

it('wants a session and a code', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  expect((await s.post(undefined, 'in-client/start')).status).toBe(401);
  expect((await s.post(undefined, 'in-client', { code: 'c' })).status).toBe(401);
  for (const body of [{}, { code: '' }, { code: 'c', redirectUri: 'not an address' }]) {
    expect((await s.post(viewerOf(user), 'in-client', body)).status).toBe(400);
  }
});

it('says that the app may not know who gave the permission', async () => {
  await using s = await story();
  s.zoom.setScopes('zoomapp:inmeeting');
  const user = s.zoom.addUser();
  const { code, state } = await s.start(user);
  const answer = await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home });
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'zoom-profile-scope-missing' }]);
});

it('says that Zoom is away', async () => {
  await using s = await story();
  const user = s.zoom.addUser();
  const { code, state } = await s.start(user);
  await s.zoom[Symbol.asyncDispose]();
  expect((await s.post(viewerOf(user), 'in-client', { code, state, redirectUri: home })).status).toBe(503);
});
