/** What stands before Socket.IO: who may open a connection, how fast, and how much of one may wait. */
import { type IncomingMessage, ServerResponse } from 'node:http';
import { endWithAnswer, problemText } from '../../lib/raw-answer.ts';
import type { PanelIo } from '../panel-io.ts';
import { clientAddress } from './client-address.ts';
import { guardConnection, type PanelConnection } from './connection-guard.ts';
import type { AddressKey } from './failed-handshakes.ts';
import { HandshakeQueue, type HandshakeQueueOptions } from './handshake-queue.ts';
import { PendingConnections, type PendingConnectionsOptions } from './pending-connections.ts';

type RequestGuard = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface EngineDoorOptions {
  /** How many proxies stand before us. */
  readonly trustProxy: number;
  /** Stand on every answer of `/socket.io`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Answers what must not be read, and calls `next` for the rest. */
  readonly guardRequest: RequestGuard;
  readonly addressKey: AddressKey;
  readonly isAllowedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly limits?: PendingConnectionsOptions & HandshakeQueueOptions;
}

/** Retrying at once would only wait again. */
const RETRY_AFTER_S = 2;

export class EngineDoor implements Disposable {
  readonly #options: EngineDoorOptions;
  readonly #queue: HandshakeQueue;
  readonly #pending: PendingConnections;

  constructor(options: EngineDoorOptions) {
    this.#options = options;
    this.#queue = new HandshakeQueue(options.limits);
    this.#pending = new PendingConnections(options.limits);
  }

  /** Connections without a token. */
  get pending(): number {
    return this.#pending.count;
  }

  stand(engine: PanelIo['engine']): void {
    engine.use((request: IncomingMessage, response: Answerable, next: () => void) => {
      for (const [name, value] of Object.entries(this.#options.headers)) response.setHeader(name, value);
      if (response instanceof ServerResponse) {
        this.#options.guardRequest(request, response, () => this.#enter(request, response, next));
      } else this.#enter(request, response, next);
    });
    engine.on('connection', (connection: PanelConnection) => {
      const { request } = connection;
      const cut = guardConnection(connection, () => this.#pending.isPending(connection));
      this.#pending.add(connection, this.#addressOf(request), cut);
      connection.once('close', () => this.#pending.settle(connection));
    });
    // An upgrade is refused without a response object, and Engine.IO would write an answer without headers.
    engine.on('connection_error', ({ req, message }: { req: IncomingMessage; message: string }) => {
      if (req.headers.upgrade === undefined) return;
      endWithAnswer(req.socket, {
        status: 400,
        headers: this.#options.headers,
        body: problemText(400, 'bad-request', `The connection was refused: ${message}.`),
      });
    });
  }

  /** The connection has shown a token that verifies. */
  admitted(connection: object): void {
    const address = this.#pending.settle(connection);
    if (address !== undefined) this.#queue.proven(address);
  }

  [Symbol.dispose](): void {
    this.#queue[Symbol.dispose]();
    this.#pending[Symbol.dispose]();
  }

  #enter(request: IncomingMessage, response: Answerable, next: () => void): void {
    // A request of a connection that is already there.
    if (sessionIdOf(request) !== undefined) {
      next();
      return;
    }
    const { origin, host } = request.headers;
    if (!this.#options.isAllowedOrigin(origin, host)) {
      this.#refuse(request, response, 403, 'origin-refused', 'This request came from another site.');
      return;
    }
    const leave = this.#queue.enter(this.#addressOf(request), next);
    if (leave === undefined) {
      const sentence = 'Too many connections from this address wait already. Try again in a moment.';
      this.#refuse(request, response, 429, 'too-many-connections', sentence);
      return;
    }
    response.once('close', leave);
  }

  #addressOf(request: IncomingMessage): string {
    const address = request.socket.remoteAddress ?? '';
    const heard = clientAddress({ address, headers: request.headers }, this.#options.trustProxy);
    return heard === '' ? heard : this.#options.addressKey(heard);
  }

  #refuse(
    request: IncomingMessage,
    response: Answerable,
    status: number,
    code: string,
    sentence: string,
  ): void {
    const retry = status === 429 ? { 'Retry-After': String(RETRY_AFTER_S) } : {};
    const body = problemText(status, code, sentence);
    if (response instanceof ServerResponse) {
      // Closed, so that the next attempt costs its client a connection too.
      response.writeHead(status, {
        ...retry,
        'Content-Type': 'application/problem+json',
        Connection: 'close',
      });
      response.end(body);
    } else endWithAnswer(request.socket, { status, headers: { ...this.#options.headers, ...retry }, body });
  }
}

/** A response, or what Engine.IO has in its place for an upgrade. */
type Answerable =
  | ServerResponse
  | { setHeader(name: string, value: string): void; once(event: 'close', heard: () => void): unknown };

function sessionIdOf(request: IncomingMessage): string | undefined {
  const query = request.url?.split('?', 2)[1] ?? '';
  return new URLSearchParams(query).get('sid') ?? undefined;
}
