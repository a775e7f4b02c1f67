/** Which media socket carries the speech of a stream, and when each of them closed. */
import type { SimulatedStream } from '../../../zoom-simulator/zoom-simulator.ts';
import type { Carrier } from './spoken-record.ts';

const LOOK_EVERY_MS = 20;

type MediaLink = NonNullable<SimulatedStream['server']['media']>;

export class MediaCarriers implements Disposable {
  readonly #carriers = new Map<MediaLink, Carrier>();
  readonly #look: NodeJS.Timeout;

  constructor() {
    this.#look = setInterval(() => this.update(), LOOK_EVERY_MS);
  }

  /** `undefined`: the stream has no media socket now. */
  of(stream: SimulatedStream): Carrier | undefined {
    const { media } = stream.server;
    if (media === undefined) return undefined;
    const known = this.#carriers.get(media) ?? { closedAt: undefined };
    this.#carriers.set(media, known);
    return known;
  }

  /** Notes which sockets are closed. */
  update(): void {
    for (const [link, carrier] of this.#carriers) {
      if (link.isLive) continue;
      carrier.closedAt = Date.now();
      this.#carriers.delete(link);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#look);
  }
}
