import { connect } from 'node:net';

export interface RawExchange {
  /** Everything the server has written. */
  readonly answer: string;
  /** How many bytes the server's end has taken before it closed. */
  readonly sent: number;
  /** From connecting to the closing of the connection. */
  readonly tookMs: number;
}

/**
 * Writes a head, then the chunk again and again until the server closes or `upTo` bytes were taken. A request that is
 * never finished waits for the server to close.
 */
export function rawExchange(
  url: string,
  head: string,
  body: { readonly chunk: string; readonly upTo: number } = { chunk: '', upTo: 0 },
): Promise<RawExchange> {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let answer = '';
    let isOver = false;
    const more = (): void => {
      while (!isOver && socket.bytesWritten < body.upTo) if (!socket.write(body.chunk)) return;
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => {
      socket.write(head);
      if (body.upTo > 0) more();
    });
    socket.on('drain', more);
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      const sent = socket.bytesWritten - socket.writableLength;
      socket.destroy();
      resolve({ answer, sent, tookMs: performance.now() - startedAt });
    };
    socket.on('end', over);
    socket.on('close', over);
  });
}
