import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  bodyOf,
  isFromOwnPage,
  serveBridge,
  startEventStream,
} from '../../zoom-simulator/client/frame-server.ts';
import type { ZoomClient } from '../../zoom-simulator/client/host.ts';
import { isRecord } from '../../zoom-simulator/client/native-messages.ts';
import { type PageFile, pageFile, pageModules, pageStyles, sendFile } from './page-files.ts';
import type { PageAction, PageEvent } from './page-protocol.ts';
import type { ReaderPage } from './readers/reader-page.ts';

export interface DemoPageOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly homeUrl: string;
  readonly client: (viewer: string) => ZoomClient | undefined;
  /** The page of one more reader. */
  readonly readers: Pick<ReaderPage, 'answer'>;
  /** What a page is told when it opens. */
  readonly welcome: () => PageEvent;
  readonly act: (action: PageAction) => Promise<void>;
}

/** Serves the page with the meeting on it, and is its line to the demo. */
export class DemoPageServer {
  /** On `localhost`: another site than the panel on 127.0.0.1, as Zoom's web client is. */
  readonly url: string;
  readonly #options: DemoPageOptions;
  readonly #server: Server;
  readonly #pages = new Set<(event: unknown) => void>();

  private constructor(options: DemoPageOptions, server: Server, port: number) {
    this.#options = options;
    this.#server = server;
    this.url = `http://localhost:${port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: DemoPageOptions): Promise<DemoPageServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The demo page has no port.');
    return new DemoPageServer(options, server, address.port);
  }

  broadcast(event: PageEvent): void {
    for (const send of this.#pages) send(event);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const file = files[path];
    if (file !== undefined) return sendFile(file, response);
    if (await this.#options.readers.answer(path, request, response)) return;
    const [, first, second = '', third = ''] = path.split('/');
    if (first === 'clients') {
      const client = this.#options.client(second);
      if (client !== undefined) return serveBridge(client, third, request, response);
    }
    if (path === '/home') {
      response.writeHead(302, { location: this.#options.homeUrl }).end();
      return;
    }
    if (path === '/events') return this.#open(response);
    if (path === '/action' && request.method === 'POST' && isFromOwnPage(request)) {
      const action = parseAction(await bodyOf(request));
      if (action !== undefined) await this.#options.act(action);
      response.writeHead(action === undefined ? 400 : 204).end();
      return;
    }
    response.writeHead(404).end();
  }

  #open(response: ServerResponse): void {
    const send = startEventStream(response);
    this.#pages.add(send);
    response.on('close', () => this.#pages.delete(send));
    send(this.#options.welcome());
  }
}

const files: Readonly<Record<string, PageFile>> = {
  '/': pageFile('page/index.html', 'text/html; charset=utf-8'),
  ...pageStyles('page', 'scenes', 'wall'),
  ...pageModules('element', 'happenings', 'page', 'phone', 'stage', 'tabs', 'tour', 'typed', 'wall'),
};

function parseAction(json: string): PageAction | undefined {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) return undefined;
  const { action, language, text, speed } = value;
  switch (action) {
    case 'play':
    case 'pause':
    case 'restart':
    case 'cut-media':
    case 'mend-word':
      return { action };
    case 'say':
      return typeof language === 'string' && typeof text === 'string'
        ? { action, language, text }
        : undefined;
    case 'speed':
      return typeof speed === 'number' && speed >= 0.5 && speed <= 8 ? { action, speed } : undefined;
    default:
      return undefined;
  }
}
