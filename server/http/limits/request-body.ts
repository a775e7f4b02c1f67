/** Reads request bodies with a limit, and refuses larger ones before they are read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { routes } from '../../../shared/routes.ts';
import { HttpProblem, refuseUnread } from '../answers/problem.ts';

/** A sealed context has at most 8 kB. */
const MAX_JSON_BYTES = 16 * 1_024;
/** Zoom's events have a few hundred bytes. */
const MAX_WEBHOOK_BYTES = 64 * 1_024;
/** 500 terms of a hundred characters in a few languages. */
const MAX_GLOSSARY_BYTES = 256 * 1_024;

/**
 * Answers 413 by the header alone where it announces more than the route takes. A body without an announced length ends
 * its connection with the answer, so that nothing reads on for the next request.
 */
export function guardBody(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (request.headers['transfer-encoding'] !== undefined) response.setHeader('Connection', 'close');
  if (announcesTooMuch(request)) refuseUnread(response, tooLarge());
  else next();
}

export function announcesTooMuch({ headers, url = '' }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > limitOf(url);
}

/**
 * The bytes of a body, as they came.
 * @throws {HttpProblem} 413 as soon as there are more than the route takes, 415 for a compressed one
 */
export async function readBody(
  request: IncomingMessage & { readonly originalUrl?: string },
): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new HttpProblem(415, 'unsupported-media-type', 'Send this as plain, uncompressed data.');
  }
  const limit = limitOf(request.originalUrl ?? request.url ?? '');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error?: HttpProblem): void => {
      request.off('data', take).off('end', ended).off('close', broken);
      if (error === undefined) resolve(Buffer.concat(chunks, length));
      else {
        request.pause();
        reject(error);
      }
    };
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) stop(tooLarge());
    };
    const broken = (): void => stop(new HttpProblem(400, 'bad-request', 'The request broke off.'));
    const ended = (): void => stop();
    request.on('data', take).once('end', ended).once('close', broken);
  });
}

/** `request.body` from JSON; left `undefined` for other types, which no route takes. */
export const jsonBody: RequestHandler = async (request, _response, next) => {
  if (request.is('application/json')) request.body = parseJson(await readBody(request));
  next();
};

/** @throws {HttpProblem} 400 */
export function parseJson(bytes: Buffer): unknown {
  // As the framework has it: an empty body is an empty object.
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new HttpProblem(400, 'bad-request', 'The server could not read this request.', { cause });
  }
}

function tooLarge(): HttpProblem {
  return new HttpProblem(413, 'too-large', 'This is more than the server takes in one request.');
}

/** By address, because the limit must be known before any route is. */
function limitOf(url: string): number {
  const path = (url.split('?', 1)[0] ?? '').toLowerCase().replace(/\/$/, '');
  if (path === routes.webhook) return MAX_WEBHOOK_BYTES;
  const isGlossary = path.startsWith('/api/') && path.endsWith('/glossary');
  return isGlossary || path === routes.glossaryReading ? MAX_GLOSSARY_BYTES : MAX_JSON_BYTES;
}
