import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const HEADER = 'X-Request-Id';
/** UUIDs, hexadecimal and base64url ids of the usual proxies; nothing that could break a line of a log. */
const WELL_FORMED = /^[\w.-]{8,64}$/;

/**
 * Gives each request an id and answers it in `X-Request-Id`. The id of the request's own header is taken only behind a
 * trusted proxy and when it is well-formed.
 */
export function createRequestIds({ trustProxy }: { readonly trustProxy: number }): RequestHandler {
  return (request, response, next) => {
    const given = trustProxy > 0 ? request.get(HEADER) : undefined;
    response.set(HEADER, given !== undefined && WELL_FORMED.test(given) ? given : randomUUID());
    next();
  };
}

/** The id for entries of the log; empty outside `createRequestIds`. */
export function requestFacts(response: ServerResponse): { readonly requestId?: string } {
  const requestId = response.getHeader(HEADER);
  return typeof requestId === 'string' ? { requestId } : {};
}
