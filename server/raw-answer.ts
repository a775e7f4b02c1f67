import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON document. */
  readonly body: string;
}

/**
 * Writes an HTTP answer where there is no `ServerResponse` (a refused upgrade, a request that cannot be parsed) and ends
 * the connection.
 */
export function endWithAnswer(socket: Duplex, { status, headers, body }: RawAnswer): void {
  socket.on('error', () => undefined);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const all = {
    ...headers,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
  socket.end(head + body, () => socket.destroy());
}

/** RFC 9457, as every other error of this server. */
export function problemText(status: number, code: string, detail: string): string {
  return JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
  });
}
