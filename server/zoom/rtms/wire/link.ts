import { WebSocket } from 'ws';

/** Why a socket is gone. */
export type LinkLoss =
  | { readonly cause: 'closed'; readonly code: number }
  | { readonly cause: 'failed'; readonly error: Error }
  | { readonly cause: 'silent' | 'no-answer' };

export interface RtmsLinkOptions {
  readonly url: string;
  /** The handshake message, sent as soon as the socket is open. */
  readonly handshake: string;
  /** Until `accepted()` is called. */
  readonly handshakeLimitMs: number;
  readonly silenceLimitMs: number;
  readonly now: () => number;
  readonly listener: LinkListener;
}

/** Port: hears of one link. */
export interface LinkListener {
  /** Also after `close()`, until the peer has closed as well: a frame on its way is not lost. */
  received(text: string): void;
  /** Once, and not after `close()`. */
  lost(loss: LinkLoss): void;
}

/** One socket to a signaling or media server of Zoom. */
export interface RtmsLink {
  /** When the last frame came. */
  readonly heardAt: number;
  /** Settles when the socket is gone. */
  readonly closed: Promise<void>;
  send(text: string): void;
  /** Zoom agreed to the handshake. */
  accepted(): void;
  close(): void;
}

/** Transcript frames are small; a larger frame closes the link. */
const MAX_FRAME_BYTES = 1024 * 1024;
/** A peer that does not answer our close frame is left after this: a new connection waits for the old one to be gone. */
const CLOSE_LIMIT_MS = 300;

/** Opens a socket, says hello, watches for silence. Certificates are verified. */
export function openLink(options: RtmsLinkOptions): RtmsLink {
  const socket = new WebSocket(options.url, {
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    minVersion: 'TLSv1.2',
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let heardAt = options.now();
  let isOver = false;
  let failure: Error | undefined;

  const lose = (loss: LinkLoss) => {
    if (isOver) return;
    finish();
    options.listener.lost(loss);
  };
  const giveUp = (cause: 'silent' | 'no-answer') => () => {
    lose({ cause });
    socket.terminate();
  };
  const handshakeTimer = setTimeout(giveUp('no-answer'), options.handshakeLimitMs);
  const silenceTimer = setTimeout(giveUp('silent'), options.silenceLimitMs);
  const finish = () => {
    isOver = true;
    clearTimeout(handshakeTimer);
    clearTimeout(silenceTimer);
  };

  socket.on('open', () => {
    if (!isOver) socket.send(options.handshake);
  });
  // Zoom sends JSON as text, and at times as binary frames that hold the same.
  socket.on('message', (data) => {
    heardAt = options.now();
    if (!isOver) silenceTimer.refresh();
    options.listener.received(textOf(data));
  });
  socket.on('error', (error) => {
    failure ??= error;
  });
  socket.on('close', (code) => {
    lose(failure === undefined ? { cause: 'closed', code } : { cause: 'failed', error: failure });
  });

  return {
    get heardAt() {
      return heardAt;
    },
    closed,
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    accepted: () => clearTimeout(handshakeTimer),
    close: () => {
      finish();
      if (socket.readyState === WebSocket.CONNECTING) {
        socket.terminate();
        return;
      }
      socket.close(1000);
      const timer = setTimeout(() => socket.terminate(), CLOSE_LIMIT_MS);
      socket.once('close', () => clearTimeout(timer));
    },
  };
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)).toString('utf8');
}
