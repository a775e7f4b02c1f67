import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** The WebSocket addresses that are served at the moment. */
export class Endpoints implements Disposable {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #handlers = new Map<
    string,
    { readonly isRefusing: () => boolean; readonly accept: (socket: WebSocket) => void }
  >();
  /** `ws://127.0.0.1:PORT`, known once the HTTP server listens. */
  origin = '';

  add(path: string, accept: (socket: WebSocket) => void, isRefusing: () => boolean = () => false): string {
    this.#handlers.set(path, { accept, isRefusing });
    return `${this.origin}${path}`;
  }

  remove(path: string): void {
    this.#handlers.delete(path);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const handler = this.#handlers.get(request.url ?? '');
    if (handler === undefined || handler.isRefusing()) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (accepted) => handler.accept(accepted));
  }

  [Symbol.dispose](): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }
}
