import type { ErrorRequestHandler, Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { asProblem } from '../answers/error-handler.ts';
import { HttpProblem } from '../answers/problem.ts';
import { isOfEndedLink } from '../links/link-problems.ts';
import { addressKey } from './address-key.ts';

/** Failures only, because an office shares one address: enough for people, too few to guess a token. */
const MAX_FAILURES = 100;
const WINDOW_MS = 60_000;

/**
 * After the routes: answers 429 instead of 401 to an address that has failed too often. Only failures are counted and
 * only failures are refused: a neighbour in the same office who guesses keeps nobody out who has a proof.
 */
export function createFailureLimit(options: { readonly maxFailures?: number } = {}): ErrorRequestHandler {
  const keyOf = (request: Request) => addressKey(request.ip ?? '');
  const counter = rateLimit({
    windowMs: WINDOW_MS,
    limit: options.maxFailures ?? MAX_FAILURES,
    keyGenerator: keyOf,
    standardHeaders: false,
    legacyHeaders: false,
    // Its checks print to the console; how many proxies to trust is the operator's TRUST_PROXY.
    validate: false,
    handler: async (request, _response, next) => {
      const { resetTime } = (await counter.getKey(keyOf(request))) ?? {};
      next(tooMany((resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now()));
    },
  });
  return (error: unknown, request, response, next) => {
    const problem = asProblem(error);
    if (problem?.status !== 401 || isOfEndedLink(problem)) {
      next(error);
      return;
    }
    void counter(request, response, (tooManyError?: unknown) => next(tooManyError ?? error));
  };
}

function tooMany(waitMs: number): HttpProblem {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1_000));
  return new HttpProblem(
    429,
    'too-many-attempts',
    'Too many failed attempts from this address. Wait a moment.',
    {
      retryAfterS,
    },
  );
}
