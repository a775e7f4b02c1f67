/** A socket on which nobody says anything, behind a proxy that closes quiet connections. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';
import { proxyKinds } from '../support/reverse-proxies.ts';
import { TestPanel } from '../support/test-panel.ts';

/** Just above the 25 s of the server's pings, and less than half of nginx's default of 60 s. */
const quiet = (configuration: string) =>
  configuration.replace('proxy_read_timeout 60s;', 'proxy_read_timeout 26s;');

/** Takes every upgrade and says nothing more. */
async function startSilentUpgrades() {
  const sockets: Duplex[] = [];
  const server = createServer((_request, response) => void response.end('{}'));
  server.on('upgrade', (_request, socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    host: `127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const nginx = proxyKinds.find(({ name }) => name === 'nginx');

describe.runIf(nginx?.installed === true || process.env.CI === 'true')(
  'an idle WebSocket behind nginx',
  { tags: ['proxy'] },
  () => {
    it('outlives the read time-out, which a socket without pings does not', async () => {
      if (nginx === undefined) throw new Error('no nginx');
      await using journey = await Journey.start({ env: { TRUST_PROXY: '1' } });
      await using silent = await startSilentUpgrades();
      await using proxy = await nginx.start([new URL(journey.url).host], quiet);
      await using silentProxy = await nginx.start([silent.host], quiet);
      const meeting = journey.zoom.createMeeting();
      const { session } = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
      const panel = journey.keep(
        await TestPanel.connect(proxy.url, session, { rejectUnauthorized: false, reconnection: false }),
      );

      const openedAt = performance.now();
      const headers = {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'c2lsZW50IHNvY2tldCBoZXJl',
      };
      const asked = request(silentProxy.url, { rejectUnauthorized: false, headers }).end();
      const [, socket]: [unknown, Duplex] = await new Promise((resolve) =>
        asked.once('upgrade', (message, upgraded) => resolve([message, upgraded])),
      );
      socket.resume();
      await once(socket, 'close');
      expect(performance.now() - openedAt).toBeGreaterThan(25_500);
      expect(panel.socket.connected).toBe(true);
    });
  },
);
