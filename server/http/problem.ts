import type { ServerResponse } from 'node:http';
import type { Problem } from '../../shared/panel-protocol.ts';

/** An answer other than success, thrown anywhere below a route. `detail` is a sentence a person can act on. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string;
  readonly retryAfterS: number | undefined;
  constructor(
    status: number,
    code: string,
    detail: string,
    options: ErrorOptions & { readonly retryAfterS?: number } = {},
  ) {
    super(detail, options);
    this.status = status;
    this.code = code;
    this.retryAfterS = options.retryAfterS;
  }
}

/** RFC 9457. The answer to a request whose body was not read to its end closes the connection. */
export function sendProblem(response: ServerResponse, problem: HttpProblem): void {
  if (problem.status === 413) {
    refuseUnread(response, problem);
    return;
  }
  setProblemHeaders(response, problem);
  response.end(bodyOf(problem));
}

/**
 * Answers without reading what else the request brings, and closes the connection. The closing waits a moment: a reset
 * would take the answer from a client that is still sending.
 */
export function refuseUnread(response: ServerResponse, problem: HttpProblem): void {
  const { req: request } = response;
  const { socket } = request;
  request.pause();
  setProblemHeaders(response, problem);
  response.setHeader('Connection', 'close');
  // Not ended, because ending it reads the rest of the request.
  response.write(bodyOf(problem));
  socket.end();
  const closing = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(closing));
}

/** Long enough for a round trip. */
const LINGER_MS = 500;

function setProblemHeaders(response: ServerResponse, problem: HttpProblem): void {
  const { status, retryAfterS } = problem;
  response.statusCode = status;
  // What a file's answer would have had does not belong to an error.
  for (const name of ['ETag', 'Last-Modified', 'Accept-Ranges']) response.removeHeader(name);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(bodyOf(problem)));
  if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS));
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
}

function bodyOf({ status, code, message }: HttpProblem): string {
  const document: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    code,
    detail: message,
  };
  return JSON.stringify(document);
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  429: 'Too many attempts',
  500: 'Server error',
  503: 'Not available now',
};
