import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import { createZoomApi, uuidInPath } from '../../../../server/zoom/api/zoom-api.ts';
import { serve, tokensOf } from '../../../support/oauth-fixtures.ts';
import { type ZoomSimulator as Simulator, ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

const PATIENCE_MS = [1, 1];

it('reads the profile of whoever the token belongs to', async () => {
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
  ['nonsense', 'refused'],
  [JSON.stringify({ display_name: 'Nobody' }), 'refused'],
])('takes no profile without an id: %s', async (body, kind) => {
  await using server = await serve((_request, response) => response.end(body));
  await expect(apiAt(server.url).usersMe('t')).rejects.toMatchObject({ name: 'ZoomApiError', kind });
});

it('starts a stream by the meeting number and waits for nothing', async () => {
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

it('finds a meeting by a UUID that only survives when encoded twice', async () => {
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

it('encodes a UUID twice only where Zoom asks for it', () => {
  expect(uuidInPath('ab/c+==')).toBe('ab%2Fc%2B%3D%3D');
  expect(uuidInPath('/abc==')).toBe('%252Fabc%253D%253D');
  expect(uuidInPath('a//bc==')).toBe('a%252F%252Fbc%253D%253D');
});

it.each([
  [2308, 'not-allowed-to-start', /only the host, an alternative host/],
  [2310, 'no-entitlement', /Developer Pack/],
  [13262, 'content-access-off', /access meeting content/],
  ['missing-scope', 'scope-missing', /does not include starting and stopping/],
] as const)('says what %s means and does not ask again', async (scripted, kind, sentence) => {
  await using zoom = await ZoomSimulator.start();
  const answer = await startWith(zoom, [scripted]);
  expect(answer).toMatchObject({ ok: false, error: { kind, retryable: false } });
  expect(!answer.ok && answer.error.message).toMatch(sentence);
  expect(statusCalls(zoom)).toBe(1);
});

it.each([[3000], [429], [500]] as const)('asks again after %s, and Zoom takes it', async (scripted) => {
  await using zoom = await ZoomSimulator.start();
  expect(await startWith(zoom, [scripted])).toEqual({ ok: true });
  expect(statusCalls(zoom)).toBe(2);
});

it.each([
  [3000, 'meeting-not-ready'],
  [500, 'unavailable'],
] as const)('gives up on %s after a few times', async (scripted, kind) => {
  await using zoom = await ZoomSimulator.start();
  const answer = await startWith(zoom, [scripted, scripted, scripted, scripted]);
  expect(answer).toMatchObject({ ok: false, error: { kind, retryable: true } });
  expect(statusCalls(zoom)).toBe(1 + PATIENCE_MS.length);
});

it('waits as long as Zoom asks, unless that is too long for a person', async () => {
  const times: number[] = [];
  const answers: RequestListener = (_request, response) => {
    times.push(performance.now());
    response.writeHead(times.length === 1 ? 429 : 204, { 'retry-after': '1' }).end();
  };
  await using polite = await serve(answers);
  expect(await start(polite.url)).toEqual({ ok: true });
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);

  let calls = 0;
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

it('asks again when the connection is cut', async () => {
  let calls = 0;
  await using server = await serve((request, response) => {
    calls += 1;
    if (calls < 3) request.socket.destroy();
    else response.writeHead(204).end();
  });
  expect(await start(server.url)).toEqual({ ok: true });
  expect(calls).toBe(3);
});

it('names a Zoom that is not there', async () => {
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
] as const)('asks once and repeats nothing of what Zoom wrote: %i %j', async (status, body, kind) => {
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

function apiOf(zoom: Simulator) {
  return createZoomApi({ apiUrl: `${zoom.url}/v2`, clientId: zoom.clientId, retryDelaysMs: PATIENCE_MS });
}

function apiAt(apiUrl: string) {
  return createZoomApi({ apiUrl, clientId: 'id', retryDelaysMs: PATIENCE_MS });
}

function start(apiUrl: string) {
  return apiAt(apiUrl).setStreamStatus({ token: 't', meeting: { number: '123' }, action: 'start' });
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
