import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Endpoints } from './endpoints.ts';

export type MediaAddress = 'transcript' | 'all';

export interface StreamAddressesOptions {
  readonly endpoints: Endpoints;
  readonly media: readonly MediaAddress[];
  readonly isRefusing: () => boolean;
  readonly onSignaling: (socket: WebSocket, host: string) => void;
  readonly onMedia: (socket: WebSocket, host: string, address: MediaAddress) => void;
}

/** Where one stream is served. After a failover it is another host, and the old addresses answer nobody. */
export class StreamAddresses {
  readonly #options: StreamAddressesOptions;
  #paths: string[] = [];
  host = '';
  signalingUrl = '';
  mediaUrls: Readonly<Record<string, string>> = {};

  constructor(options: StreamAddressesOptions) {
    this.#options = options;
  }

  move(): void {
    const { media, onSignaling, onMedia } = this.#options;
    this.close();
    const host = randomUUID().slice(0, 8);
    this.host = host;
    this.signalingUrl = this.#serve('signaling', (socket) => onSignaling(socket, host));
    this.mediaUrls = Object.fromEntries(
      media.map((address) => [address, this.#serve(address, (socket) => onMedia(socket, host, address))]),
    );
  }

  close(): void {
    for (const path of this.#paths) this.#options.endpoints.remove(path);
    this.#paths = [];
    this.host = '';
  }

  #serve(name: string, accept: (socket: WebSocket) => void): string {
    const path = `/rtms/${this.host}/${name}`;
    this.#paths.push(path);
    return this.#options.endpoints.add(path, accept, this.#options.isRefusing);
  }
}
