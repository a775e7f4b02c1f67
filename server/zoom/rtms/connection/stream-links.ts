import { openLink, type RtmsLink, type RtmsLinkOptions } from '../wire/link.ts';
import type { LinkId } from './connection-state.ts';
import type { LinkKind } from './end-reason.ts';

interface NumberedLink {
  readonly kind: LinkKind;
  readonly link: RtmsLink;
}

/** The sockets of one stream, by number: those in use, and those that we have closed and Zoom has not yet. */
export class StreamLinks implements AsyncDisposable {
  readonly #inUse = new Map<LinkId, NumberedLink>();
  readonly #leaving = new Set<NumberedLink>();
  readonly #waiting = new Set<LinkId>();

  /** Zoom refuses or kicks one of two sockets of a kind: the old one is gone before the new one comes. */
  open(kind: LinkKind, id: LinkId, options: RtmsLinkOptions): void {
    const connect = () => this.#inUse.set(id, { kind, link: openLink(options) });
    const gone = [...this.#leaving].filter((left) => left.kind === kind).map(({ link }) => link.closed);
    if (gone.length === 0) {
      connect();
      return;
    }
    this.#waiting.add(id);
    void Promise.all(gone).then(() => {
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

  /** Closes the link, or does not open it after all. What is under way on it still comes. */
  drop(id: LinkId): void {
    this.#waiting.delete(id);
    const left = this.#inUse.get(id);
    if (left === undefined) return;
    this.#inUse.delete(id);
    this.#leaving.add(left);
    left.link.close();
    void left.link.closed.then(() => this.#leaving.delete(left));
  }

  /** The link was lost. */
  forget(id: LinkId): void {
    this.#inUse.delete(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#waiting.clear();
    for (const id of [...this.#inUse.keys()]) this.drop(id);
    await Promise.all([...this.#leaving].map(({ link }) => link.closed));
  }
}
