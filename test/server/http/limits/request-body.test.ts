/** Covers server/http/http-server.ts, server/lib/raw-answer.ts. */
import { type RequestListener, request as startRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createHttpServer } from '../../../../server/http/http-server.ts';
import { startHttpStage } from '../../../support/http-stage.ts';
import { rawExchange } from '../../../support/raw-request.ts';

/** As much as no kernel buffer holds. */
const FAR_TOO_MUCH = 300_000_000;
/** What the buffers of both ends may have taken before the server's end closed. */
const BUFFERED = 20_000_000;

const head = (method: string, path: string, ...headers: string[]) =>
  [`${method} ${path} HTTP/1.1`, 'Host: captions.example', ...headers, '', ''].join('\r\n');

const places: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/api/session'],
  ['POST', '/webhook'],
  ['PUT', '/api/glossary'],
  ['PUT', '/api/meetings/m/glossary'],
  ['PATCH', '/api/meetings/m/captions/c'],
  ['POST', '/nowhere'],
  ['POST', '/auth/logout'],
  ['GET', '/healthz'],
];

describe('a body that is too large', () => {
  it.each(places)(
    'is refused by the announced length of %s %s, and its connection is closed',
    async (method, path) => {
      await using stage = await startHttpStage();
      const announced = head(method, path, 'Content-Type: application/json', 'Content-Length: 10000000000');
      const { answer, tookMs } = await rawExchange(stage.url, announced);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toMatch(/\r\nConnection: close\r\n/i);
      expect(answer).toMatch(/\r\nContent-Security-Policy: /i);
      expect(answer).toContain('"code":"too-large"');
      expect(tookMs).toBeLessThan(5_000);
    },
  );

  it.each(places)('is not read when %s %s announces no length', async (method, path) => {
    await using stage = await startHttpStage();
    const chunked = head(method, path, 'Content-Type: application/json', 'Transfer-Encoding: chunked');
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const { answer, sent } = await rawExchange(stage.url, chunked, { chunk, upTo: FAR_TOO_MUCH });
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(sent).toBeLessThan(BUFFERED);
  });

  it.each([
    ['POST', '/api/session', 16],
    ['POST', '/webhook', 64],
  ] as const)('of %s %s begins just over %i kB', async (method, path, kilobytes) => {
    await using stage = await startHttpStage();
    const statusOf = async (length: number, isChunked: boolean) => {
      const body = isChunked
        ? `${length.toString(16)}\r\n${' '.repeat(length)}\r\n0\r\n\r\n`
        : ' '.repeat(length);
      const size = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
      const text = head(method, path, 'Content-Type: application/json', size, 'Connection: close');
      const { answer } = await rawExchange(stage.url, text + body);
      return Number(answer.slice(9, 12));
    };
    for (const isChunked of [true, false]) {
      expect(await statusOf(kilobytes * 1_024, isChunked)).not.toBe(413);
      expect(await statusOf(kilobytes * 1_024 + 1, isChunked)).toBe(413);
    }
  });

  it('is refused before 100 Continue', async () => {
    const headers = { 'x-content-type-options': 'nosniff' };
    await using server = await listening((_request, response) => response.end('taken'), headers);
    const ask = (length: number) =>
      new Promise<string>((resolve, reject) => {
        const asking = startRequest(server.url, {
          method: 'POST',
          headers: { expect: '100-continue', 'content-length': length },
        });
        asking.on('continue', () => {
          asking.end('x'.repeat(length));
        });
        asking.on('response', (answer) => {
          resolve(`${answer.statusCode} ${answer.headers['x-content-type-options']}`);
          asking.destroy();
        });
        asking.on('error', reject);
        asking.flushHeaders();
      });
    expect(await ask(5)).toBe('200 undefined');
    expect(await ask(10_000_000_000)).toBe('413 nosniff');
  });
});

describe('a compressed body', () => {
  it('is refused unread', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.withJson('POST', '/api/session', {}, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });
});

describe('an incomplete request', () => {
  const times = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
  it.each([
    ['nothing at all', ''],
    ['half a head', 'POST /api/session HTTP/1.1\r\nHost: a\r\n'],
    ['half a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345'],
  ])('%s is answered with 408, and its connection closed', async (_name, text) => {
    const headers = { 'x-content-type-options': 'nosniff' };
    await using server = await listening(() => undefined, headers, times);
    const { answer } = await rawExchange(server.url, text);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('x-content-type-options: nosniff');
  });

  it('has a limit of seconds', () => {
    const server = createHttpServer({});
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
    expect(server.keepAliveTimeout).toBeLessThanOrEqual(5_000);
    server.close();
  });

  it('that cannot be parsed is answered with the security headers', async () => {
    await using server = await listening(() => undefined, { 'x-content-type-options': 'nosniff' });
    const { answer } = await rawExchange(server.url, 'no request\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('x-content-type-options: nosniff');
  });
});

async function listening(
  handler: RequestListener,
  headers: Readonly<Record<string, string>>,
  times: Parameters<typeof createHttpServer>[1] = {},
) {
  const server = createHttpServer(headers, times);
  server.on('request', handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
