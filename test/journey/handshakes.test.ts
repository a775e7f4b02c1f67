/**
 * Connections without a token: what they may take from the server, and from panels that have one.
 * Covers server/relay/door/client-address.ts, server/relay/door/engine-door.ts.
 */
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { askEngine, floodHandshakes, HANDSHAKE } from '../support/handshake-flood.ts';
import { Journey } from '../support/journey.ts';
import { rawExchange } from '../support/raw-request.ts';
import { requestSession } from '../support/test-panel.ts';

const METRICS_TOKEN = 'a-token-for-metrics';
const METRICS = { env: { METRICS_TOKEN } };
const BEHIND_A_PROXY = { env: { METRICS_TOKEN, TRUST_PROXY: '1' } };

async function pendingConnections(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return Number(/^captions_pending_connections (\d+)$/m.exec(await answer.text())?.[1]);
}

/** As panels connect: their library's own backoff, until the server lets them in. */
function panelSocket(url: string, token: string, transports: string[], address: string): Socket {
  const extraHeaders = { 'x-forwarded-for': address };
  const socket = io(url, {
    transports,
    forceNew: true,
    auth: { token },
    extraHeaders,
    reconnectionDelay: 200,
  });
  onTestFinished(() => void socket.close());
  return socket;
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('connect', () => resolve()));
}

describe('a client that opens handshakes only', () => {
  it('holds a bounded number of connections for a bounded time', async () => {
    await using journey = await Journey.start(METRICS);
    {
      await using attack = floodHandshakes(journey.url);
      await vi.waitFor(() => expect(attack.counts[200]).toBeGreaterThan(1_500), { timeout: 20_000 });
      expect(await pendingConnections(journey.url)).toBeLessThanOrEqual(1_000);
    }
    await vi.waitFor(async () => expect(await pendingConnections(journey.url)).toBe(0), { timeout: 10_000 });
  });

  it('delays no captions and no panel of any address or transport', async () => {
    await using journey = await Journey.start(BEHIND_A_PROXY);
    const meeting = journey.zoom.createMeeting();
    const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await reader.watch('es');
    await meeting.startRtms();
    const speaker = meeting.join('Ana');
    await using attack = floodHandshakes(journey.url);
    await vi.waitFor(() => expect(attack.counts[200]).toBeGreaterThan(1_200), { timeout: 20_000 });
    const addresses = ['198.51.100.7', '203.0.113.9'];
    const transports = [['websocket'], ['polling'], ['polling', 'websocket']];
    const { token } = reader.session;
    const sockets = addresses.flatMap((address) =>
      transports.map((some) => panelSocket(journey.url, token, some, address)),
    );
    await Promise.all(sockets.map(connected));
    for (let line = 1; line <= 10; line += 1)
      await meeting.say(speaker, `This is sentence number ${line} of many.`);
    expect(await reader.settledCaptions(10)).toHaveLength(10);
    expect(journey.zoom.violations).toEqual([]);
  });

  it('is closed a few seconds after opening a silent WebSocket', async () => {
    await using journey = await Journey.start(METRICS);
    const { hostname, port } = new URL(journey.url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.resume();
    await vi.waitFor(async () => expect(await pendingConnections(journey.url)).toBe(1));
    await closed;
    expect(await pendingConnections(journey.url)).toBe(0);
  });

  it('is closed with the answer to a foreign token', async () => {
    await using journey = await Journey.start(METRICS);
    for (const transports of [['websocket'], ['polling']]) {
      const socket = panelSocket(journey.url, 'made-up', transports, '203.0.113.9');
      await new Promise<void>((resolve) => socket.on('connect_error', () => resolve()));
      await vi.waitFor(async () => expect(await pendingConnections(journey.url)).toBe(0));
    }
  });
});

it('five hundred panels behind one address connect after a restart', async () => {
  await using journey = await Journey.start(BEHIND_A_PROXY);
  const { clientId, clientSecret } = journey.zoom;
  const { uuid: meetingUuid } = journey.zoom.createMeeting();
  const tokens: string[] = [];
  for (let person = 0; person < 500; person += 1) {
    const options = { url: () => journey.url, clientId, clientSecret, meetingUuid, uid: `person-${person}` };
    tokens.push((await requestSession(options)).token);
  }
  const sockets = tokens.map((token) =>
    panelSocket(journey.url, token, ['websocket', 'polling'], '192.0.2.1'),
  );
  await Promise.all(sockets.map(connected));
  expect(sockets.every((socket) => socket.connected)).toBe(true);
  await vi.waitFor(async () => expect(await pendingConnections(journey.url)).toBe(0));
}, 60_000);

describe('an answer of /socket.io', () => {
  const always = [
    'strict-transport-security',
    'x-content-type-options',
    'content-security-policy',
    'referrer-policy',
    'cache-control',
  ];
  const evil = { origin: 'https://evil.example' };

  it.each([
    ['a handshake', 200, HANDSHAKE, {}],
    ['an unknown transport', 400, '/socket.io/?EIO=4&transport=pigeon', {}],
    ['an unknown session', 400, `${HANDSHAKE}&sid=unknown`, {}],
    ['an old protocol', 400, '/socket.io/?EIO=3&transport=polling', {}],
    ['another site', 403, HANDSHAKE, evil],
  ])('to %s (%i) has the security headers of every other', async (_name, status, path, headers) => {
    await using journey = await Journey.start();
    const answer = await askEngine(journey.url, { path, headers: { ...headers } });
    expect(answer.statusCode).toBe(status);
    for (const name of always) expect(answer.headers[name], name).toBeTruthy();
  });

  it.each([
    ['an unknown session', 400, '/socket.io/?EIO=4&transport=websocket&sid=unknown', ''],
    ['an unknown transport', 400, '/socket.io/?EIO=4&transport=pigeon', ''],
    ['another site', 403, '/socket.io/?EIO=4&transport=websocket', 'Origin: https://evil.example\r\n'],
  ])('to an upgrade for %s (%i) has them, too', async (_name, status, path, header) => {
    await using journey = await Journey.start();
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    const { answer } = await rawExchange(
      journey.url,
      `GET ${path} HTTP/1.1\r\nHost: a\r\n${upgrade}${key}${header}\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const name of always) expect(answer.toLowerCase()).toContain(`\r\n${name}: `);
  });

  it('to a body that is too large is 413, and closes', async () => {
    await using journey = await Journey.start();
    for (const size of ['Content-Length: 10000000000', 'Transfer-Encoding: chunked']) {
      const opened = await fetch(`${journey.url}${HANDSHAKE}`);
      const sid = /"sid":"([^"]+)"/.exec(await opened.text())?.[1] ?? '';
      const head = `POST ${HANDSHAKE}&sid=${sid} HTTP/1.1\r\nHost: a\r\n${size}\r\n\r\n`;
      const body = { chunk: `10000\r\n${'4'.repeat(65_536)}\r\n`, upTo: 300_000_000 };
      const { answer, sent } = await rawExchange(journey.url, head, body);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(sent).toBeLessThan(20_000_000);
    }
  });
});
