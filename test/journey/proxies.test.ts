/** The nginx and Caddy configurations of ops/, run by the real programs in front of a real server. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { ask, open, proxyKinds, type ReverseProxy } from '../support/reverse-proxies.ts';
import { TestPanel } from '../support/test-panel.ts';

/** Nothing listens on port 1 of loopback. */
const GONE = '127.0.0.1:1';

const securityHeaders = [
  'strict-transport-security',
  'x-content-type-options',
  'content-security-policy',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'cache-control',
];

/** `host:port` on which a server listens from now on. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

describe.each(proxyKinds)('behind $name', ({ installed, start }) => {
  describe.runIf(installed || process.env.CI === 'true')(
    'as the distribution has it',
    { tags: ['proxy'] },
    () => {
      let journey: Journey;
      let proxy: ReverseProxy;
      const node = () => new URL(journey.url).host;

      beforeAll(async () => {
        journey = await Journey.start({ env: { TRUST_PROXY: '1', METRICS_TOKEN: 'metrics' } });
        proxy = await start([node()]);
      });
      afterAll(async () => {
        await proxy[Symbol.asyncDispose]();
        await journey[Symbol.asyncDispose]();
      });

      it('a panel reads captions over a WebSocket', async () => {
        const meeting = journey.zoom.createMeeting();
        const direct = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
        const panel = journey.keep(
          await TestPanel.connect(proxy.url, direct.session, {
            rejectUnauthorized: false,
            // As a browser: the server compares it with Host.
            extraHeaders: { origin: proxy.url },
          }),
        );
        await panel.watch('es');
        await meeting.startRtms();
        await meeting.say(meeting.join('Ana', { language: 9 }), 'We go through the proxy.');
        expect(await panel.settledCaptions(1)).toEqual(['[es] We go through the proxy.']);
        expect(panel.socket.io.engine.transport.name).toBe('websocket');
      });

      it('another site’s page is refused', async () => {
        const meeting = journey.zoom.createMeeting();
        const { session } = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
        const socket = io(proxy.url, {
          transports: ['websocket'],
          auth: { token: session.token },
          rejectUnauthorized: false,
          reconnection: false,
          extraHeaders: { origin: 'https://evil.example' },
        });
        const outcome = await new Promise((resolve) => {
          socket.once('connect', () => resolve('connected')).once('connect_error', () => resolve('refused'));
        });
        socket.close();
        expect(outcome).toBe('refused');
      });

      it.each(['/panel', '/home', '/healthz', '/api/meetings', '/nowhere'])(
        'the headers of %s come through once and unchanged',
        async (path) => {
          const direct = await fetch(`${journey.url}${path}`, { redirect: 'manual' });
          const message = await ask(`${proxy.url}${path}`);
          expect(message.statusCode).toBe(direct.status);
          for (const header of securityHeaders) {
            const times = message.rawHeaders.filter((raw) => raw.toLowerCase() === header).length;
            expect([header, times]).toEqual([header, direct.headers.has(header) ? 1 : 0]);
            expect(message.headers[header] ?? null).toBe(direct.headers.get(header));
          }
          expect(message.headers['x-powered-by']).toBeUndefined();
          expect(String(message.headers.server ?? '')).not.toMatch(/\d/);
        },
      );

      it('the address of a client is its own, whatever it writes into X-Forwarded-For', async () => {
        const failing = (localAddress: string, forged: string) =>
          ask(`${proxy.url}/api/meetings`, {
            localAddress,
            family: 4,
            headers: { 'x-forwarded-for': forged },
          });
        const statuses = new Set<number | undefined>();
        for (let attempt = 0; attempt < 120; attempt += 1)
          statuses.add((await failing('127.0.0.2', `203.0.113.${attempt}`)).statusCode);
        expect(statuses).toEqual(new Set([401, 429]));
        expect((await failing('127.0.0.3', '127.0.0.2')).statusCode).toBe(401);
      });

      it('the proxy gives each request its id, and takes none from a client', async () => {
        const mine = 'an-id-of-the-client';
        const message = await ask(`${proxy.url}/healthz`, { headers: { 'x-request-id': mine } });
        expect(message.headers['x-request-id']).toMatch(/^[\da-f-]{32,36}$/);
        expect(message.rawHeaders.filter((raw) => raw.toLowerCase() === 'x-request-id')).toHaveLength(1);
      });

      it.each([
        ['in one piece', (body: Buffer) => [body]],
        ['in chunks', (body: Buffer) => [body.subarray(0, 7), body.subarray(7, 30), body.subarray(30)]],
      ])('the bytes of a webhook are unchanged, %s: its signature verifies', async (_how, pieces) => {
        const body = Buffer.from(
          `{ "event":\t"unused.event",\r\n "event_ts": ${Date.now()} ,"payload":{"id":"${randomUUID()}","a":"\\u00e9 é \\/ "}}\n\n`,
        );
        const timestamp = String(Math.floor(Date.now() / 1_000));
        const signature = createHmac('sha256', journey.zoom.environment.ZOOM_SECRET_TOKEN ?? '')
          .update(`v0:${timestamp}:`)
          .update(body);
        const headers = {
          'content-type': 'application/json',
          'x-zm-request-timestamp': timestamp,
          'x-zm-signature': `v0=${signature.digest('hex')}`,
          ...(pieces(body).length === 1 ? { 'content-length': body.length } : {}),
        };
        const message = await ask(`${proxy.url}/webhook`, { method: 'POST', headers }, pieces(body));
        expect(message.statusCode).toBe(200);
      });

      it('metrics are not to be had', async () => {
        const headers = { authorization: 'Bearer metrics' };
        expect((await fetch(`${journey.url}/metrics`, { headers })).status).toBe(200);
        expect((await ask(`${proxy.url}/metrics`, { headers })).statusCode).toBe(404);
      });

      it('a log has the paths of requests, and no query, whether a node answers or none', async () => {
        const breaking = createServer((asked, response) =>
          asked.url?.startsWith('/api') ? asked.socket.destroy() : response.end('{}'),
        );
        await using broken = await start([await listening(breaking)]);
        for (const { url } of [proxy, broken]) await ask(`${url}/api/search?words=crocodile`);
        for (const front of [proxy, broken]) {
          await vi.waitFor(() => expect(front.logged()).toContain('/api/search'));
          expect(front.logged()).not.toContain('crocodile');
        }
        await closed(breaking);
      });

      it('a node that is gone costs no request', async () => {
        await using both = await start([GONE, node()]);
        const statuses = await Promise.all(
          Array.from({ length: 20 }, async () => (await ask(`${both.url}/home`)).statusCode),
        );
        expect(new Set(statuses)).toEqual(new Set([200]));
      });

      it('an answer goes out piece by piece, not when it is complete', async () => {
        const held: ServerResponse[] = [];
        const slow = createServer((request, response) => {
          if (request.url !== '/stream') return void response.end('{}');
          response.write('first piece');
          held.push(response);
        });
        await using before = await start([await listening(slow)]);
        const pieces: string[] = [];
        const message = await open(`${before.url}/stream`);
        for await (const piece of message) {
          pieces.push(String(piece));
          held[0]?.end(', and the last');
        }
        expect(pieces).toEqual(['first piece', ', and the last']);
        await closed(slow);
      });
    },
  );
});
