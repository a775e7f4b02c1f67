import { Agent, get, type IncomingMessage } from 'node:http';

/** Engine.IO's first request over polling: it carries no token, and makes a session when it is answered with 200. */
export const HANDSHAKE = '/socket.io/?EIO=4&transport=polling';

export interface AskOptions {
  readonly agent?: Agent;
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

export function askEngine(url: string, options: AskOptions = {}): Promise<IncomingMessage> {
  const { path = HANDSHAKE, agent, headers = {} } = options;
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { headers, ...(agent === undefined ? {} : { agent }) }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

export interface HandshakeFlood extends AsyncDisposable {
  /** Answers by status; 0: no answer. */
  readonly counts: Readonly<Record<number, number>>;
}

/** Repeats handshakes over so many connections until it is disposed; none of them shows a token. */
export function floodHandshakes(
  url: string,
  { connections = 100, address = '203.0.113.9' }: { connections?: number; address?: string } = {},
): HandshakeFlood {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const counts: Record<number, number> = {};
  let isOver = false;
  const one = async (): Promise<void> => {
    while (!isOver) {
      const options = { agent, headers: { 'x-forwarded-for': address } };
      const status = (await askEngine(url, options).catch(() => undefined))?.statusCode ?? 0;
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  const running = Array.from({ length: connections }, one);
  return {
    counts,
    async [Symbol.asyncDispose]() {
      isOver = true;
      agent.destroy();
      await Promise.all(running);
    },
  };
}
