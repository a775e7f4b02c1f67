import { createServer, type Server, type ServerOptions } from 'node:http';
import { endWithAnswer, problemText } from '../raw-answer.ts';
import { HttpProblem, refuseUnread } from './problem.ts';
import { announcesTooMuch } from './request-body.ts';

/** A client on a bad line sends its headers in seconds; one that sends a byte at a time is holding a connection. */
const HEADERS_TIMEOUT_MS = 10_000;
/** The largest body has 256 kB: 70 kbit/s. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Browsers and proxies open a new connection afterwards. */
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
/** How late a time-out may come. */
const CHECK_INTERVAL_MS = 2_000;

/**
 * An HTTP server that holds no connection for a request that does not come.
 * @param headers stand on the answers to requests that cannot be parsed
 */
export function createHttpServer(
  headers: Readonly<Record<string, string>>,
  times: Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> = {},
): Server {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    ...times,
  });
  // Who asks before sending hears 413 instead of 100.
  server.on('checkContinue', (request, response) => {
    if (announcesTooMuch(request)) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      refuseUnread(response, new HttpProblem(413, 'too-large', 'This is more than the server takes.'));
      return;
    }
    response.writeContinue();
    server.emit('request', request, response);
  });
  server.on('clientError', (error, socket) => {
    const { status, code, detail } = clientProblem(error);
    endWithAnswer(socket, { status, headers, body: problemText(status, code, detail) });
  });
  return server;
}

function clientProblem(error: Error): { status: number; code: string; detail: string } {
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, code: 'too-slow', detail: 'The request did not come in time.' };
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, code: 'headers-too-large', detail: 'The headers are too large.' };
    default:
      return { status: 400, code: 'bad-request', detail: 'The server could not read this request.' };
  }
}
