import type { WebSocket } from 'ws';
import type { Cloud } from './cloud.ts';
import { Link } from './link.ts';
import { stopReason } from './protocol.ts';

export interface AcceptOptions {
  readonly cloud: Cloud;
  readonly socket: WebSocket;
  readonly name: 'signaling' | 'media';
  readonly onFrame: (frame: unknown) => void;
  /** The first message, whatever it is. */
  readonly greet: (link: Link, message: unknown) => Promise<void>;
  readonly onMessage: (link: Link, message: unknown) => Promise<void>;
  /** The connection ended, and not by us; `reason` is what the stream dies of unless the client returns. */
  readonly onGone: (link: Link, reason: number) => void;
}

/** A socket that just opened: its first message is a handshake, and nobody waits for that for ever. */
export function acceptLink(options: AcceptOptions): void {
  const { cloud, name } = options;
  const closedReason = name === 'signaling' ? stopReason.appClosedSignaling : stopReason.appClosedData;
  let isGreeted = false;
  const gone = (reason: number) => {
    clearTimeout(patience);
    options.onGone(link, reason);
  };
  const link = new Link({
    socket: options.socket,
    name,
    keepAliveMs: cloud.timing.keepAliveMs,
    // Documents show 13 digits, live frames had 16: the client must echo either exactly.
    clock: name === 'media' ? () => Date.now() * 1000 : Date.now,
    onFrame: options.onFrame,
    onMessage: (message) => {
      const answer = isGreeted ? options.onMessage : options.greet;
      isGreeted = true;
      clearTimeout(patience);
      cloud.own(answer(link, message));
    },
    onClosed: () => gone(closedReason),
    onUnanswered: () => {
      cloud.violation(`${name}: three keep-alives unanswered`);
      link.drop();
      gone(stopReason.keepAlivesUnanswered);
    },
    violation: cloud.violation,
  });
  const patience = setTimeout(() => link.close(1000), cloud.timing.handshakeMs);
}
