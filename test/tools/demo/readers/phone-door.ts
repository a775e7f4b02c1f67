import {
  createServer,
  request as forward,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { routes } from '../../../../shared/routes.ts';
import { ReaderPage } from './reader-page.ts';
import type { SecondReaders } from './second-readers.ts';

export interface PhoneDoorOptions {
  /** The network address to listen on. */
  readonly address: string;
  /** The server on this machine, which keeps listening on loopback only. */
  readonly serverUrl: string;
  readonly readers: SecondReaders;
}

/** What a reader's panel asks of the server; nothing else is passed on. */
const passedOn = /^\/(panel$|assets\/|api\/|socket\.io\/)/;

/** A door for phones on the same network: the reader's page and panel, and nothing of the demo's controls. */
export class PhoneDoor {
  readonly url: string;
  readonly #options: PhoneDoorOptions;
  readonly #server: Server;
  readonly #page: ReaderPage;
  readonly #sockets = new Set<Duplex>();

  static async open(options: PhoneDoorOptions): Promise<PhoneDoor> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, options.address, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The phone’s door has no port.');
    return new PhoneDoor(options, server, address.port);
  }

  private constructor(options: PhoneDoorOptions, server: Server, port: number) {
    this.#options = options;
    this.#server = server;
    this.url = `http://${options.address}:${port}/reader`;
    this.#page = new ReaderPage({ readers: options.readers, panelUrl: routes.panel });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#passSocket(request, socket, head),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path === '/') {
      response.writeHead(302, { location: '/reader' }).end();
      return;
    }
    if (await this.#page.answer(path, request, response)) return;
    if (!passedOn.test(path)) {
      response.writeHead(404).end();
      return;
    }
    const passed = this.#forward(request, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  }

  #passSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
    if (!passedOn.test(pathOf(request))) {
      socket.destroy();
      return;
    }
    const passed = this.#forward(request, () => socket.destroy());
    passed.on('error', () => socket.destroy());
    passed.on('upgrade', (answer, upstream, upstreamHead) => {
      upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headLines(answer.headers)}\r\n`);
      socket.write(upstreamHead);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    passed.end();
  }

  /** `Host` and `Origin` go along as they are: for the server, the panel is a page of its own. */
  #forward(request: IncomingMessage, onAnswer: (answer: IncomingMessage) => void) {
    const { hostname, port } = new URL(this.#options.serverUrl);
    const { method, url: path, headers } = request;
    return forward({ hostname, port, method, path, headers }, onAnswer);
  }
}

/** This machine's address on its network, for other machines to find it; `undefined` without a network. */
export function networkAddress(
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>> = networkInterfaces(),
): string | undefined {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

function headLines(headers: OutgoingHttpHeaders): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join('');
}
