import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { ZoomSimulator } from '../zoom-simulator.ts';
import { isObject, type JsonObject } from './json.ts';

const redirectUri = 'http://127.0.0.1:9/callback';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');

async function authorize(zoom: ZoomSimulator, change: Record<string, string> = {}) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: zoom.clientId,
    redirect_uri: redirectUri,
    state: 'state-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...change,
  });
  const response = await fetch(`${zoom.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  return { status: response.status, back: location === null ? undefined : new URL(location).searchParams };
}

async function post(
  zoom: ZoomSimulator,
  path: string,
  form: Record<string, string>,
  secret = zoom.clientSecret,
) {
  const authorization = `Basic ${Buffer.from(`${zoom.clientId}:${secret}`).toString('base64')}`;
  const body = new URLSearchParams(form);
  const response = await fetch(`${zoom.url}${path}`, { method: 'POST', headers: { authorization }, body });
  const answer: unknown = await response.json();
  return { status: response.status, body: isObject(answer) ? answer : {} };
}

const exchange = (zoom: ZoomSimulator, code: string, change: Record<string, string> = {}) =>
  post(zoom, '/oauth/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...change,
  });

const refresh = (zoom: ZoomSimulator, token: unknown) =>
  post(zoom, '/oauth/token', { grant_type: 'refresh_token', refresh_token: String(token) });

async function call(zoom: ZoomSimulator, method: string, path: string, token: unknown, body?: object) {
  const response = await fetch(`${zoom.url}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, body: isObject(answer) ? answer : {}, headers: response.headers };
}

async function signedIn(options: Parameters<typeof ZoomSimulator.start>[0] = {}) {
  const zoom = await ZoomSimulator.start(options);
  const user = zoom.addUser({ firstName: 'Ana', lastName: 'Ruiz', email: 'ana@example.com' });
  zoom.signIn(user);
  const { back } = await authorize(zoom);
  const grant: JsonObject = (await exchange(zoom, back?.get('code') ?? '')).body;
  return { zoom, user, grant, [Symbol.asyncDispose]: () => zoom[Symbol.asyncDispose]() };
}

it('gives a code and state back, and tokens for them once', async () => {
  await using zoom = await ZoomSimulator.start();
  zoom.signIn(zoom.addUser());
  const { status, back } = await authorize(zoom);
  expect(status).toBe(302);
  expect(back?.get('state')).toBe('state-1');
  const code = back?.get('code') ?? '';
  expect(await exchange(zoom, code)).toMatchObject({
    status: 200,
    body: { token_type: 'bearer', expires_in: 3599 },
  });
  expect(zoom.violations).toEqual([]);
  expect(await exchange(zoom, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(zoom.violations).toEqual(['OAuth: a code was used twice']);
});

it.each([
  ['another client', { client_id: 'x' }],
  ['no redirect address', { redirect_uri: '' }],
  ['a redirect address off the allow list', { redirect_uri: 'http://127.0.0.1:9/other' }],
  ['another response type', { response_type: 'token' }],
  ['another challenge method', { code_challenge_method: 'S512' }],
])('shows an error page for %s', async (_what, change) => {
  await using zoom = await ZoomSimulator.start({ redirectUris: [redirectUri] });
  zoom.signIn(zoom.addUser());
  expect(await authorize(zoom, change)).toMatchObject({ status: 400, back: undefined });
});

it('sends a user who declines back with an error', async () => {
  await using zoom = await ZoomSimulator.start();
  zoom.signIn(zoom.addUser());
  zoom.declineConsent();
  const { back } = await authorize(zoom);
  expect(back?.get('error')).toBe('access_denied');
  expect(back?.get('code')).toBeNull();
});

it.each([
  ['another verifier', { code_verifier: 'w'.repeat(43) }],
  ['another redirect address', { redirect_uri: 'http://127.0.0.1:9/else' }],
  ['another code', { code: 'x' }],
  ['another grant type', { grant_type: 'password' }],
])('refuses tokens for %s', async (_what, change) => {
  await using zoom = await ZoomSimulator.start();
  zoom.signIn(zoom.addUser());
  const { back } = await authorize(zoom);
  expect((await exchange(zoom, back?.get('code') ?? '', change)).status).toBe(400);
});

it('refuses a client that does not know its secret, and codes that are old', async () => {
  await using zoom = await ZoomSimulator.start();
  zoom.signIn(zoom.addUser());
  const { back } = await authorize(zoom);
  const code = back?.get('code') ?? '';
  expect(await post(zoom, '/oauth/token', { grant_type: 'authorization_code', code }, 'wrong')).toMatchObject(
    {
      status: 401,
      body: { error: 'invalid_client' },
    },
  );
  zoom.expireCodes();
  expect((await exchange(zoom, code)).status).toBe(400);
});

it('takes the challenge itself as verifier inside the client', async () => {
  await using zoom = await ZoomSimulator.start();
  const { code } = zoom.authorizeInClient(zoom.addUser(), { codeChallenge: verifier });
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier };
  expect((await post(zoom, '/oauth/token', form)).status).toBe(200);
});

it('rotates refresh tokens, and notes one that is used twice', async () => {
  await using set = await signedIn();
  const next = await refresh(set.zoom, set.grant.refresh_token);
  expect(next.status).toBe(200);
  expect(next.body.refresh_token).not.toBe(set.grant.refresh_token);
  expect((await refresh(set.zoom, set.grant.refresh_token)).status).toBe(400);
  expect(set.zoom.violations).toEqual(['OAuth: a refresh token was used twice']);
  expect((await refresh(set.zoom, next.body.refresh_token)).status).toBe(200);
});

it('forgets a grant that is revoked, expired or whose user removed the app', async () => {
  await using set = await signedIn();
  set.zoom.expireAccessTokens();
  expect((await call(set.zoom, 'GET', '/users/me', set.grant.access_token)).status).toBe(401);
  const next = (await refresh(set.zoom, set.grant.refresh_token)).body;
  expect((await call(set.zoom, 'GET', '/users/me', next.access_token)).status).toBe(200);
  expect((await post(set.zoom, '/oauth/revoke', { token: String(next.access_token) })).status).toBe(200);
  expect((await call(set.zoom, 'GET', '/users/me', next.access_token)).status).toBe(401);
  expect((await refresh(set.zoom, next.refresh_token)).status).toBe(400);
});

it('says who the user is', async () => {
  await using set = await signedIn();
  expect(await call(set.zoom, 'GET', '/users/me', set.grant.access_token)).toMatchObject({
    status: 200,
    body: { id: set.user.id, first_name: 'Ana', last_name: 'Ruiz', email: 'ana@example.com', type: 2 },
  });
  expect(set.zoom.requests.at(-1)).toMatchObject({ method: 'GET', path: '/v2/users/me', status: 200 });
});

it('shows a meeting to its host, by number or by uuid encoded twice', async () => {
  await using set = await signedIn();
  const mine = set.zoom.createMeeting({ host: set.user, topic: 'Weekly' });
  const other = set.zoom.createMeeting();
  const twice = encodeURIComponent(encodeURIComponent(mine.uuid));
  for (const id of [mine.number, twice]) {
    expect(await call(set.zoom, 'GET', `/meetings/${id}`, set.grant.access_token)).toMatchObject({
      status: 200,
      body: { uuid: mine.uuid, host_id: set.user.id, topic: 'Weekly' },
    });
  }
  expect((await call(set.zoom, 'GET', `/meetings/${other.number}`, set.grant.access_token)).status).toBe(404);
});

it('starts, pauses, resumes and stops a stream by REST', async () => {
  await using set = await signedIn();
  const meeting = set.zoom.createMeeting({ host: set.user });
  const act = (action: string) =>
    call(set.zoom, 'PATCH', `/live_meetings/${meeting.number}/rtms_app/status`, set.grant.access_token, {
      action,
      settings: { client_id: set.zoom.clientId },
    });
  expect((await act('start')).status).toBe(204);
  await vi.waitFor(() => expect(meeting.stream?.operator.id).toBe(set.user.id));
  expect((await act('start')).status).toBe(204);
  expect(meeting.streams).toHaveLength(1);
  await act('pause');
  expect(meeting.stream?.server.isPaused).toBe(true);
  await act('resume');
  expect(meeting.stream?.server.isPaused).toBe(false);
  await act('stop');
  await vi.waitFor(() => expect(meeting.stream?.stopReason).toBe(1));
  expect((await act('dance')).status).toBe(400);
});

it('lets a stranger start nothing', async () => {
  await using set = await signedIn();
  const meeting = set.zoom.createMeeting();
  const body = { action: 'start', settings: { client_id: set.zoom.clientId } };
  const path = `/live_meetings/${meeting.number}/rtms_app/status`;
  expect(await call(set.zoom, 'PATCH', path, set.grant.access_token, body)).toMatchObject({
    body: { code: 2308 },
  });
  meeting.join('Ana', { user: set.user });
  expect((await call(set.zoom, 'PATCH', path, set.grant.access_token, body)).status).toBe(204);
});

it('answers as it was told to, once each', async () => {
  await using set = await signedIn();
  const meeting = set.zoom.createMeeting({ host: set.user });
  set.zoom.scriptStatusCalls([2308, 2310, 13262, 3000, 429, 500, 'missing-scope']);
  const body = { action: 'start', settings: { client_id: set.zoom.clientId } };
  const seen: unknown[] = [];
  for (let count = 0; count < 8; count += 1) {
    const path = `/live_meetings/${meeting.number}/rtms_app/status`;
    const {
      status,
      body: answer,
      headers,
    } = await call(set.zoom, 'PATCH', path, set.grant.access_token, body);
    seen.push([status, answer.code]);
    if (status === 429) expect(headers.get('retry-after')).toBe('1');
  }
  expect(seen).toEqual([
    [400, 2308],
    [400, 2310],
    [400, 13262],
    [400, 3000],
    [429, 429],
    [500, 500],
    [400, 4711],
    [204, undefined],
  ]);
});

it('names the scope that is missing', async () => {
  await using set = await signedIn({ scopes: 'zoomapp:inmeeting' });
  const { status, body } = await call(set.zoom, 'GET', '/users/me', set.grant.access_token);
  expect(status).toBe(400);
  expect(body.message).toContain('user:read:user');
  expect((await call(set.zoom, 'POST', '/zoomapp/deeplink', set.grant.access_token, {})).body).toHaveProperty(
    'deeplink',
  );
});
