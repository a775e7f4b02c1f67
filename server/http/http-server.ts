import { createServer, type Server, type ServerOptions } from 'node:http';
import { endWithAnswer, problemText } from '../lib/raw-answer.ts';
import { HttpProblem, refuseUnread } from './answers/problem.ts';
import { announcesTooMuch } from './limits/request-body.ts';

/** A client on a slow line sends its headers in seconds; a slower one only holds a connection. */
const HEADERS_TIMEOUT_MS = 10_000;
/** The largest body has 256 kB: 70 kbit/s. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Browsers and proxies open a new connection afterwards. */
const KEEP_ALIVE_TIMEOUT_MS = 5_000;
/** The interval at which time-outs are checked. */
const CHECK_INTERVAL_MS = 2_000;

/**
 * An HTTP server with time-outs for incomplete requests.
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
  // A request with `Expect: 100-continue` is answered with 413 before its body.
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
