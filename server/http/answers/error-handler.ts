import type { ErrorRequestHandler, RequestHandler } from 'express';
import { SessionTokenError } from '../../access/session-tokens.ts';
import { isRetryable } from '../../lib/errors.ts';
import type { Logger } from '../../logger.ts';
import { AppContextError } from '../../zoom/app-context.ts';
import { notFoundPage } from '../pages/not-found-page.ts';
import { HttpProblem, sendProblem } from './problem.ts';
import { requestFacts } from './request-id.ts';

/** Of what a browser shows, not of what a program reads. */
export const nothingHere: RequestHandler = (request, response) => {
  const isForPeople = request.method === 'GET' && !request.path.startsWith('/api/');
  if (isForPeople && request.accepts(['application/problem+json', 'html']) === 'html') {
    response.status(404).type('html').send(notFoundPage());
    return;
  }
  throw new HttpProblem(404, 'not-found', 'There is nothing at this address.');
};

/** Every error becomes a problem document; only those that are our fault are logged as errors. */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = asProblem(error);
    if (problem === undefined) {
      const { method, path } = request;
      logger.error({ ...requestFacts(response), err: error, method, path }, 'a request failed');
    }
    sendProblem(response, problem ?? (isRetryable(error) ? unavailable : unexpected));
  };
}

/** What an error of a layer below means to whoever asked; `undefined`: it is our fault. */
export function asProblem(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (error instanceof AppContextError) {
    return new HttpProblem(401, error.code, contextSentences[error.code], { cause: error });
  }
  if (error instanceof SessionTokenError) {
    return new HttpProblem(401, error.code, tokenSentences[error.code], { cause: error });
  }
  return clientFault(error);
}

const contextSentences: Readonly<Record<AppContextError['code'], string>> = {
  'context-invalid':
    'Zoom did not vouch for this panel. Close it and open it again from the Apps button in Zoom.',
  'context-expired':
    'This panel has been waiting too long. Close it and open it again from the Apps button in Zoom.',
};

const tokenSentences: Readonly<Record<SessionTokenError['code'], string>> = {
  'token-invalid': 'This session is not valid here. Open the panel again, or sign in again.',
  'token-expired': 'This session has expired. Open the panel again, or sign in again.',
};

const unexpected = new HttpProblem(
  500,
  'server-error',
  'Something went wrong on the server. Try again in a moment.',
);

const unavailable = new HttpProblem(
  503,
  'unavailable',
  'The server cannot do this at the moment. Try again in a moment.',
  { retryAfterS: 5 },
);

/** The router and the server of files mark what is the asker's fault with a status. */
function clientFault(error: unknown): HttpProblem | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  switch (status) {
    case 400:
      return new HttpProblem(400, 'bad-request', 'The server could not read this request.', { cause: error });
    case 403:
    case 404:
      return new HttpProblem(404, 'not-found', 'There is nothing at this address.', { cause: error });
    case 412:
      return new HttpProblem(412, 'precondition-failed', 'The file has changed.', { cause: error });
    case 416:
      return new HttpProblem(416, 'range-not-satisfiable', 'The file is shorter than that.', {
        cause: error,
      });
    case 413:
      return new HttpProblem(413, 'too-large', 'This is more than the server takes in one request.', {
        cause: error,
      });
    case 415:
      return new HttpProblem(415, 'unsupported-media-type', 'Send this as plain, uncompressed JSON.', {
        cause: error,
      });
    default:
      return undefined;
  }
}
