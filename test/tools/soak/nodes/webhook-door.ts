/** The load balancer of the soak before the webhooks: any node that answers, another one when the first does not. */
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** Zoom waits three seconds: two nodes are tried in that time. */
const PATIENCE_MS = 1_200;
const ATTEMPTS = 2;

export class WebhookDoor implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;

  static async open(
    nodes: () => readonly { readonly url: string }[],
    random: () => number,
  ): Promise<WebhookDoor> {
    const server = createServer(async (request, response) => {
      const body = await bodyOf(request);
      let answer = { status: 503, text: '' };
      for (let attempt = 0; attempt < ATTEMPTS && answer.status >= 500; attempt += 1) {
        const up = nodes();
        const node = up[Math.floor(random() * up.length)];
        if (node !== undefined) answer = await forwarded(request, body, node.url).catch(() => answer);
      }
      response.writeHead(answer.status).end(answer.text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookDoor(server);
  }

  private constructor(server: Server) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The door has no port.');
    this.url = `http://127.0.0.1:${address.port}/webhook`;
    this.#server = server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function forwarded(request: IncomingMessage, body: string, origin: string) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (!HOP_BY_HOP.includes(name)) headers.set(name, String(value));
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(`${origin}/webhook`, { method: 'POST', headers, body, signal });
  return { status: response.status, text: await response.text() };
}

const HOP_BY_HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive'];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
