/**
 * Attacks at the doors, while an innocent viewer of another meeting reads. The server runs in the process of the test, so
 * what the attacker's own end costs counts against it, too: the measure is the usual delay of the same process before.
 */
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { floodHandshakes } from '../../support/handshake-flood.ts';
import { allowedP95Ms, InnocentReader, type Reading } from '../../support/innocent-reader.ts';
import { Journey } from '../../support/journey.ts';
import { rawExchange } from '../../support/raw-request.ts';
import type { TestPanel } from '../../support/test-panel.ts';

const ATTACK_MS = 3_000;
const FAR_TOO_MUCH = 300_000_000;

/** Again and again, so many at a time, until the time of an attack is over. */
async function again(atOnce: number, once: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + ATTACK_MS;
  const one = async (): Promise<void> => {
    while (performance.now() < end) await once();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function handshakes(journey: Journey): Promise<void> {
  await using attack = floodHandshakes(journey.url, { connections: 20 });
  await vi.waitFor(() => expect(attack.counts[200]).toBeGreaterThan(2_000), { timeout: 20_000 });
}

function webSocketsWithoutToken(journey: Journey): Promise<void> {
  return again(20, async () => {
    const socket = io(journey.url, { transports: ['websocket'], forceNew: true, reconnection: false });
    await new Promise<void>((resolve) => socket.on('connect_error', () => resolve()));
    socket.close();
  });
}

function announcedBodies(journey: Journey): Promise<void> {
  const head = 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  return again(20, () => rawExchange(journey.url, `${head}Content-Length: 10000000000\r\n\r\n`));
}

function endlessBodies(journey: Journey): Promise<void> {
  const head =
    'PUT /api/glossary HTTP/1.1\r\nHost: a\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
  return again(4, () => rawExchange(journey.url, head, { chunk, upTo: FAR_TOO_MUCH }));
}

function transcripts(journey: Journey, mallory: TestPanel): Promise<void> {
  const headers = { authorization: `Bearer ${mallory.session.token}` };
  return again(10, async () => (await fetch(`${journey.url}/sample-text`, { headers })).text());
}

function restlessSockets(journey: Journey, mallory: TestPanel): Promise<void> {
  const auth = { token: mallory.session.token };
  return again(10, async () => {
    const socket = io(journey.url, { transports: ['websocket'], forceNew: true, reconnection: false, auth });
    await new Promise<void>((resolve) => {
      socket.on('connect', resolve);
      socket.on('connect_error', () => resolve());
    });
    socket.close();
  });
}

function endlessRequests(_journey: Journey, mallory: TestPanel): Promise<void> {
  return again(10, () => mallory.tryWatch('original').catch(() => undefined));
}

const attacks: readonly (readonly [
  name: string,
  attack: (journey: Journey, mallory: TestPanel) => Promise<void>,
])[] = [
  ['handshakes without a token', handshakes],
  ['WebSockets without a token', webSocketsWithoutToken],
  ['bodies announced with 10 GB', announcedBodies],
  ['bodies of 300 MB without a length', endlessBodies],
  ['a transcript asked for without end', transcripts],
  ['sockets opened and closed without end', restlessSockets],
  ['requests of a socket without end', endlessRequests],
];

describe('an innocent viewer gets every caption in time during', () => {
  let journey: Journey;
  let innocent: InnocentReader;
  let mallory: TestPanel;
  let usual: Reading;

  beforeAll(async () => {
    journey = await Journey.start();
    innocent = await InnocentReader.open(journey);
    const other = journey.zoom.createMeeting();
    mallory = await journey.openPanel({ meetingUuid: other.uuid, uid: 'mallory' });
    usual = await innocent.readDuring(async () => undefined);
  });
  afterAll(() => journey[Symbol.asyncDispose]());

  // Another process of the machine slows one run down, an attack every one.
  it.each(attacks)('%s', { retry: 2 }, async (_name, attack) => {
    const reading = await innocent.readDuring(() => attack(journey, mallory));
    expect(reading.received).toBe(reading.said);
    expect(reading.p95Ms).toBeLessThan(allowedP95Ms(usual));
  });
});
