import { openLink, type RtmsLink, type RtmsLinkOptions } from '../wire/link.ts';
import type { LinkId } from './connection-state.ts';
import type { LinkKind } from './end-reason.ts';

interface NumberedLink {
  readonly kind: LinkKind;
  readonly link: RtmsLink;
}

/** The sockets of one stream, by number: those in use, and those closed here that Zoom has not closed yet. */
export class StreamLinks implements AsyncDisposable {
  readonly #inUse = new Map<LinkId, NumberedLink>();
  readonly #closing = new Set<NumberedLink>();
  readonly #waiting = new Set<LinkId>();

  /** Opens a socket once the old one of its kind is closed, because Zoom refuses the second of a kind. */
  open(kind: LinkKind, id: LinkId, options: RtmsLinkOptions): void {
    const connect = () => this.#inUse.set(id, { kind, link: openLink(options) });
    const closed = [...this.#closing].filter((other) => other.kind === kind).map(({ link }) => link.closed);
    if (closed.length === 0) {
      connect();
      return;
    }
    this.#waiting.add(id);
    void Promise.all(closed).then(() => {
      if (this.#waiting.delete(id)) connect();
    });
  }

  has(id: LinkId): boolean {
    return this.#inUse.has(id);
  }

  send(id: LinkId, text: string): void {
    this.#inUse.get(id)?.link.send(text);
  }

  accepted(id: LinkId): void {
    this.#inUse.get(id)?.link.accepted();
  }

  /** The link of a kind that is in use: there is at most one. */
  find(kind: LinkKind): RtmsLink | undefined {
    return [...this.#inUse.values()].find((entry) => entry.kind === kind)?.link;
  }

  /** Closes the link, or cancels its opening. Frames on their way are still delivered. */
  drop(id: LinkId): void {
    this.#waiting.delete(id);
    const dropped = this.#inUse.get(id);
    if (dropped === undefined) return;
    this.#inUse.delete(id);
    this.#closing.add(dropped);
    dropped.link.close();
    void dropped.link.closed.then(() => this.#closing.delete(dropped));
  }

  /** Removes a link that was lost. */
  forget(id: LinkId): void {
    this.#inUse.delete(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#waiting.clear();
    for (const id of [...this.#inUse.keys()]) this.drop(id);
    await Promise.all([...this.#closing].map(({ link }) => link.closed));
  }
}
