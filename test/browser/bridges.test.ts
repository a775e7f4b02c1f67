import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPanel } from '../zoom-simulator/client/bridges.ts';
import { ZoomClient } from '../zoom-simulator/client/host.ts';

/** A page with nothing but the real Apps SDK, so that the pretend client is tried against it and not against our panel. */
const script = `
import zoomSdk from '@zoom/appssdk';
const seen = [];
window.seen = seen;
zoomSdk.addEventListener('onRTMSStatusChange', (event) => seen.push(event.status));
window.run = async () => {
  const capabilities = ['getRunningContext','getMeetingUUID','getUserContext','getAppContext','startRTMS','getRTMSStatus','onRTMSStatusChange'];
  const config = await zoomSdk.config({ capabilities, version: '0.16' });
  const first = await zoomSdk.startRTMS();
  const second = await zoomSdk.startRTMS().catch((error) => error.code);
  return {
    version: config.clientVersion,
    context: await zoomSdk.getRunningContext(),
    meeting: await zoomSdk.getMeetingUUID(),
    user: (await zoomSdk.getUserContext()).role,
    app: await zoomSdk.getAppContext(),
    first, second,
    status: (await zoomSdk.getRTMSStatus()).rtmsStatus.map((item) => item.status),
  };
};
document.body.dataset.ready = 'yes';
`;

describe('the pretend Zoom client and the real Apps SDK', () => {
  let browser: Browser;
  let server: Server;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridges-'));
    await writeFile(join(folder, 'page.js'), script);
    await build({
      root: folder,
      logLevel: 'error',
      resolve: {
        alias: {
          '@zoom/appssdk': fileURLToPath(
            new URL('../../node_modules/@zoom/appssdk/dist/sdk.es.js', import.meta.url),
          ),
        },
      },
      build: {
        outDir: 'out',
        rolldownOptions: { input: join(folder, 'page.js'), output: { entryFileNames: 'page.js' } },
      },
    });
    const bundle = await readFile(join(folder, 'out/page.js'));
    server = createServer((request, response) => {
      const headers = {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
      };
      if (request.url === '/page.js') {
        response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(bundle);
      } else {
        response.writeHead(200, { ...headers, 'content-type': 'text/html' });
        response.end(
          `<!doctype html><html><body data-context="${request.headers['x-zoom-app-context'] ?? ''}"><script type="module" src="/page.js"></script></body></html>`,
        );
      }
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}/panel`;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  it.each(['webview2', 'webkit', 'android', 'iframe'] as const)('talk over %s', async (bridge) => {
    const client = new ZoomClient({ bridge, context: () => 'sealed-context', meetingUUID: 'u7+/ZZk==' });
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await using opened = await openPanel(page, { client, url });
    const { panel } = opened;
    await panel.waitForSelector('body[data-ready=yes]', { state: 'attached' });
    const result: unknown = await panel.evaluate('window.run()');
    expect(result).toEqual({
      version: '6.6.5.1234',
      context: { context: 'inMeeting' },
      meeting: { meetingUUID: 'u7+/ZZk==' },
      user: 'host',
      app: { context: 'sealed-context' },
      first: { message: 'Success' },
      second: '10308',
      status: ['started'],
    });
    await expect.poll(() => panel.evaluate('window.seen')).toEqual(['connecting', 'started']);
    // The web client sends no header with the document; the native ones do.
    const header = await panel.getAttribute('body', 'data-context');
    expect(header).toBe(bridge === 'iframe' ? '' : 'sealed-context');
    expect(problems).toEqual([]);
    await page.close();
  });
});
