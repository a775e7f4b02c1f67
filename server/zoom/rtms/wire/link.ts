import { WebSocket } from 'ws';

/** Why a socket was lost. */
export type LinkLoss =
  | { readonly cause: 'closed'; readonly code: number }
  | { readonly cause: 'failed'; readonly error: Error }
  | { readonly cause: 'silent' | 'no-answer' };

export interface RtmsLinkOptions {
  readonly url: string;
  /** The handshake message, sent as soon as the socket is open. */
  readonly handshake: string;
  /** From opening the socket to the call of `accepted()`. */
  readonly handshakeLimitMs: number;
  readonly silenceLimitMs: number;
  readonly now: () => number;
  readonly listener: LinkListener;
}

/** Port: receives the frames and the loss of one link. */
interface LinkListener {
  /** Also after `close()`, until the peer has closed as well: a frame on its way is not lost. */
  received(text: string): void;
  /** Once, and not after `close()`. */
  lost(loss: LinkLoss): void;
}

/** One socket to a signaling or media server of Zoom. */
export interface RtmsLink {
  /** When the last frame was received, our clock. */
  readonly heardAt: number;
  /** Settles when the socket is closed. */
  readonly closed: Promise<void>;
  send(text: string): void;
  /** Zoom accepted the handshake. */
  accepted(): void;
  close(): void;
}

/** A transcript frame is far smaller. One of some megabytes still delivers the beginning of its text; a larger one closes the link. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** A peer has this long to answer a close frame, because the next connection of its kind waits for it. */
const CLOSE_LIMIT_MS = 300;

/** Opens a socket, sends the handshake, and closes a silent socket. Certificates are verified. */
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
  const timeOut = (cause: 'silent' | 'no-answer') => () => {
    lose({ cause });
    socket.terminate();
  };
  const handshakeTimer = setTimeout(timeOut('no-answer'), options.handshakeLimitMs);
  const silenceTimer = setTimeout(timeOut('silent'), options.silenceLimitMs);
  const finish = () => {
    isOver = true;
    clearTimeout(handshakeTimer);
    clearTimeout(silenceTimer);
  };

  socket.on('open', () => {
    if (!isOver) socket.send(options.handshake);
  });
  // Zoom sends JSON as text frames, and sometimes as binary frames.
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
