import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import type { ZoomClient } from './host.ts';

/** Zoom's web client is cross-origin isolated: what it frames must agree (COEP and CORP), or stays blank. */
export const isolationHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
} as const;

/** What the framing page needs of a client. */
export type BridgedClient = Pick<ZoomClient, 'receive' | 'onEvent'>;

/** `POST …/call` and `GET …/events` of one client: the other end of `frame-bridge.ts`. */
export async function serveBridge(
  client: BridgedClient,
  action: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (action === 'call' && request.method === 'POST' && isFromOwnPage(request)) {
    const answer = await client.receive(await bodyOf(request));
    if (answer === undefined) response.writeHead(204).end();
    else sendJson(response, answer);
  } else if (action === 'events' && request.method === 'GET') {
    const send = startEventStream(response);
    response.on('close', client.onEvent(send));
  } else {
    response.writeHead(404).end();
  }
}

/** A page of another site could otherwise post to this machine. */
export function isFromOwnPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === `http://${host}`;
}

/** Server-sent events. @returns a function that sends one. */
export function startEventStream(response: ServerResponse): (event: unknown) => void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  return (event) => response.write(`data: ${JSON.stringify(event)}\n\n`);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A browser module of ours as JavaScript. */
export async function browserModule(url: URL): Promise<string> {
  const path = fileURLToPath(url);
  return (await transformWithOxc(await readFile(path, 'utf8'), path, { sourcemap: false })).code;
}

export const frameBridgeModule = new URL('./frame-bridge.ts', import.meta.url);

/** A bare page that frames one panel, on `localhost` while the panel is on 127.0.0.1: another site, as at Zoom. */
export class FramePage {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** `panelUrl` may come later than the page: the panel's `frame-ancestors` has to name the page's origin first. */
  static async start(options: { client: BridgedClient; panelUrl: () => string }): Promise<FramePage> {
    const script = await browserModule(frameBridgeModule);
    const server = createServer((request, response) => {
      void respond(request, response).catch((error: unknown) => response.destroy(asError(error)));
    });
    const respond = async (request: IncomingMessage, response: ServerResponse) => {
      const [, first = '', action = ''] = (request.url ?? '').split('/');
      if (first === 'client') return serveBridge(options.client, action, request, response);
      if (first === 'frame-bridge.js') {
        response.writeHead(200, { 'content-type': 'text/javascript', ...isolationHeaders }).end(script);
      } else {
        response.writeHead(200, { 'content-type': 'text/html', ...isolationHeaders });
        response.end(framingPage(options.panelUrl()));
      }
    };
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The framing page has no port.');
    return new FramePage(server, `http://localhost:${address.port}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

function framingPage(panelUrl: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Zoom</title>
<iframe title="Captions" allow="clipboard-write" width="372" height="640"></iframe>
<script type="module">
import { connectZoomClient } from '/frame-bridge.js';
const frame = document.querySelector('iframe');
connectZoomClient(frame, '/client');
frame.src = ${JSON.stringify(panelUrl)};
</script></html>`;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
