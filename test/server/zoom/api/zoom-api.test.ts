/** Covers server/zoom/api/zoom-api-error.ts, server/zoom/api/zoom-request.ts. */
import { expect, it } from 'vitest';
import { createZoomApi, uuidInPath } from '../../../../server/zoom/api/zoom-api.ts';
import { serve, tokensOf } from '../../../support/oauth-fixtures.ts';
import { type ZoomSimulator as Simulator, ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

const RETRY_DELAYS_MS = [500, 1_500];

it('reads the profile of the token’s user', async () => {
  await using zoom = await ZoomSimulator.start();
  const user = zoom.addUser({ firstName: 'Grace', lastName: 'Hopper' });
  const { accessToken } = await tokensOf(zoom, user);
  expect(await apiOf(zoom).usersMe(accessToken)).toEqual({
    id: user.id,
    displayName: 'Grace Hopper',
    email: user.email,
    firstName: 'Grace',
    lastName: 'Hopper',
    type: 2,
    createdAt: user.createdAt,
  });
});

it.each([
  ['nonsense', 'person-refused'],
  [JSON.stringify({ display_name: 'Nobody' }), 'person-refused'],
])('refuses a profile without an id: %s', async (body, kind) => {
  await using server = await serve((_request, response) => response.end(body));
  await expect(apiAt(server.url).usersMe('t')).rejects.toMatchObject({ name: 'ZoomApiError', kind });
});

it('starts a stream by the meeting number, without waiting for the stream', async () => {
  await using zoom = await ZoomSimulator.start();
  const meeting = zoom.createMeeting();
  const { accessToken: token } = await tokensOf(zoom, meeting.host);
  const answer = await apiOf(zoom).setStreamStatus({
    token,
    meeting: { number: meeting.number },
    action: 'start',
  });
  expect(answer).toEqual({ ok: true });
  expect(JSON.parse(zoom.requests.at(-1)?.body ?? '')).toEqual({
    action: 'start',
    settings: { client_id: zoom.clientId },
  });
  expect(meeting.streams).toHaveLength(1);
});

it('finds a meeting by a UUID that must be encoded twice', async () => {
  await using zoom = await ZoomSimulator.start();
  const meeting = zoom.createMeeting({ uuid: '/aB//c+d==' });
  const { accessToken: token } = await tokensOf(zoom, meeting.host);
  const answer = await apiOf(zoom).setStreamStatus({
    token,
    meeting: { uuid: meeting.uuid },
    action: 'start',
    participantUserId: meeting.host.id,
  });
  expect(answer).toEqual({ ok: true });
  expect(zoom.requests.at(-1)?.path).toContain('/%252FaB%252F%252Fc%252Bd%253D%253D/');
});

it('encodes a UUID twice only where Zoom requires it', () => {
  expect(uuidInPath('ab/c+==')).toBe('ab%2Fc%2B%3D%3D');
  expect(uuidInPath('/abc==')).toBe('%252Fabc%253D%253D');
  expect(uuidInPath('a//bc==')).toBe('a%252F%252Fbc%253D%253D');
});

it.each([
  [2308, 'not-allowed-to-start', /only the host, an alternative host/],
  [2310, 'no-entitlement', /Developer Pack/],
  [13262, 'content-access-off', /access meeting content/],
  ['missing-scope', 'scope-missing', /does not include starting and stopping/],
] as const)('returns the error for %s without a repetition', async (scripted, kind, sentence) => {
  await using zoom = await ZoomSimulator.start();
  const answer = await startWith(zoom, [scripted]);
  expect(answer).toMatchObject({ ok: false, error: { kind, retryable: false } });
  expect(!answer.ok && answer.error.message).toMatch(sentence);
  expect(statusCalls(zoom)).toBe(1);
});

it.each([[3000], [429], [500]] as const)('repeats the request after %s', async (scripted) => {
  await using zoom = await ZoomSimulator.start();
  expect(await startWith(zoom, [scripted])).toEqual({ ok: true });
  expect(statusCalls(zoom)).toBe(2);
});

it.each([
  [3000, 'meeting-not-ready'],
  [500, 'unavailable'],
] as const)('returns the error for %s after the last repetition', async (scripted, kind) => {
  await using zoom = await ZoomSimulator.start();
  const answer = await startWith(zoom, [scripted, scripted, scripted, scripted]);
  expect(answer).toMatchObject({ ok: false, error: { kind, retryable: true } });
  expect(statusCalls(zoom)).toBe(1 + RETRY_DELAYS_MS.length);
});

it('waits as Retry-After requires, unless a person would wait too long', async () => {
  const waits: number[] = [];
  let calls = 0;
  await using polite = await serve((_request, response) => {
    calls += 1;
    response.writeHead(calls === 1 ? 429 : 204, { 'retry-after': '1' }).end();
  });
  expect(await start(polite.url, waits)).toEqual({ ok: true });
  expect([calls, waits]).toEqual([2, [1_000]]);
  calls = 0;
  await using busy = await serve((_request, response) => {
    calls += 1;
    response.writeHead(429, { 'retry-after': '60' }).end();
  });
  expect(await start(busy.url)).toMatchObject({
    ok: false,
    error: { kind: 'rate-limited', retryAfterMs: 60_000 },
  });
  expect(calls).toBe(1);
});

it('repeats the request after a cut connection', async () => {
  let calls = 0;
  await using server = await serve((request, response) => {
    calls += 1;
    if (calls < 3) request.socket.destroy();
    else response.writeHead(204).end();
  });
  expect(await start(server.url)).toEqual({ ok: true });
  expect(calls).toBe(3);
});

it('returns unreachable when no server listens', async () => {
  const server = await serve(() => undefined);
  await server[Symbol.asyncDispose]();
  expect(await start(server.url)).toMatchObject({
    ok: false,
    error: { kind: 'unreachable', retryable: true },
  });
});

it.each([
  [401, { code: 124, message: 'Invalid access token.' }, 'token-refused'],
  [403, { code: 200, message: 'Only the host or an alternative host.' }, 'not-allowed-to-start'],
  [404, { code: 3001, message: 'Meeting does not exist.' }, 'meeting-unknown'],
  [400, { code: 300, message: '<script>' }, 'refused'],
  [400, 'not even JSON', 'refused'],
] as const)('sends one request, and its message holds no text of Zoom: %i %j', async (status, body, kind) => {
  let calls = 0;
  await using server = await serve((_request, response) => {
    calls += 1;
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const answer = await start(server.url);
  expect(answer).toMatchObject({ ok: false, error: { kind, status } });
  expect(!answer.ok && answer.error.message).not.toContain('<script>');
  expect(calls).toBe(1);
});

it.each([
  [401, { code: 124, message: 'Invalid access token.' }, 'token-refused', /Sign in with Zoom again/],
  [
    400,
    { code: 4711, message: 'does not contain scopes:[user:read:user]' },
    'profile-scope-missing',
    /profile/,
  ],
  [403, { code: 200, message: 'No permission.' }, 'person-refused', /who you are/],
  [404, { code: 1001, message: 'User does not exist: me.' }, 'person-unknown', /does not know you/],
  [
    400,
    { code: 1010, message: 'User does not belong to this account.' },
    'person-unknown',
    /does not know you/,
  ],
  [400, { code: 300, message: '<script>' }, 'person-refused', /who you are/],
  [200, { email: 'nobody' }, 'person-refused', /who you are/],
  [500, {}, 'unavailable', /cannot answer/],
] as const)(
  'speaks of the person when Zoom does not tell who they are: %i %j',
  async (status, body, kind, words) => {
    await using server = await serve((_request, response) => {
      response.writeHead(status).end(JSON.stringify(body));
    });
    const refusal = await apiAt(server.url)
      .usersMe('t')
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind, message: expect.stringMatching(words) });
    expect(String(refusal)).not.toMatch(/meeting|captions|script/);
  },
);

function apiOf(zoom: Simulator) {
  return apiAt(`${zoom.url}/v2`, zoom.clientId);
}

/** An API whose waits take no time. @param waits collects them, in milliseconds. */
function apiAt(apiUrl: string, clientId = 'id', waits: number[] = []) {
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  return createZoomApi({ apiUrl, clientId, retryDelaysMs: RETRY_DELAYS_MS, wait });
}

function start(apiUrl: string, waits: number[] = []) {
  return apiAt(apiUrl, 'id', waits).setStreamStatus({
    token: 't',
    meeting: { number: '123' },
    action: 'start',
  });
}

async function startWith(zoom: Simulator, errors: Parameters<Simulator['scriptStatusCalls']>[0]) {
  const meeting = zoom.createMeeting();
  const { accessToken: token } = await tokensOf(zoom, meeting.host);
  zoom.scriptStatusCalls(errors);
  return apiOf(zoom).setStreamStatus({ token, meeting: { number: meeting.number }, action: 'start' });
}

function statusCalls(zoom: Simulator): number {
  return zoom.requests.filter(({ path }) => path.endsWith('/rtms_app/status')).length;
}
