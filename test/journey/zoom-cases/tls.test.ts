import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Journey } from '../../support/journey.ts';
import { errorsIn, openSilently, untilState } from '../../support/zoom-case.ts';

const run = promisify(execFile);

/** A key and a certificate that nobody vouches for; `undefined` where there is no openssl. */
async function selfSigned(): Promise<{ key: Buffer; cert: Buffer } | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'self-signed-'));
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert];
  try {
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...name, ...files]);
    return { key: await readFile(key), cert: await readFile(cert) };
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return undefined;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** An RTMS address with a certificate of its own making, and the handshakes that reached it. */
async function openImpostor(identity: { key: Buffer; cert: Buffer }) {
  let knocks = 0;
  const greetings: string[] = [];
  const server = createServer(identity);
  server.on('connection', () => {
    knocks += 1;
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data) => greetings.push(String(data))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `wss://127.0.0.1:${address.port}/signaling`,
    greetings,
    get knocks() {
      return knocks;
    },
    async [Symbol.asyncDispose]() {
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

it('sends no handshake to a server without a trusted certificate, and ends after the window', {
  tags: ['openssl'],
}, async ({ skip }) => {
  const identity = await selfSigned();
  if (identity === undefined) return skip('openssl is needed to make a certificate');
  await using impostor = await openImpostor(identity);
  // It works, for who looks away.
  const careless = new WebSocket(impostor.url, { rejectUnauthorized: false });
  await new Promise((resolve) => careless.once('open', resolve));
  careless.terminate();

  await using journey = await Journey.start({ zoom: { timeScale: 40 } });
  const { stream, panel, meeting } = await openSilently(journey, 'meeting');
  const payload = { meeting_uuid: meeting.uuid, rtms_stream_id: stream.id, server_urls: impostor.url };
  await journey.zoom.sendWebhook('meeting.rtms_started', payload);
  await untilState(panel, 'ended');
  expect(impostor.knocks).toBeGreaterThan(2);
  expect(impostor.knocks).toBeLessThanOrEqual(12);
  expect(impostor.greetings).toEqual([]);
  expect(journey.log.join('')).toMatch(/self.signed certificate/);
  expect(errorsIn(journey.log)).toEqual([]);
});
