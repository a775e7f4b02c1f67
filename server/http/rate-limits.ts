import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { asProblem } from './error-handler.ts';
import { HttpProblem } from './problem.ts';

/** A whole office shares one address, and only failures count: wide enough for people, narrow for a guesser. */
const MAX_FAILURES = 100;
const WINDOW_MS = 60_000;

export interface FailureLimit {
  /** Before a door that anybody may knock at: refuses an address that has failed too often. */
  readonly refuse: RequestHandler;
  /** After the routes: counts what came out as 401, and passes it on. */
  readonly count: ErrorRequestHandler;
}

/** Per address, failed proofs only: who has a session is never slowed down by a neighbour. */
export function createFailureLimit(options: { readonly maxFailures?: number } = {}): FailureLimit {
  const limit = options.maxFailures ?? MAX_FAILURES;
  const keyOf = (request: Request) => ipKeyGenerator(request.ip ?? '');
  const counter = rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator: keyOf,
    standardHeaders: false,
    legacyHeaders: false,
    // Its checks print to the console; how many proxies to trust is the operator's TRUST_PROXY.
    validate: false,
    handler: (_request, _response, next) => next(tooMany(WINDOW_MS)),
  });
  return {
    refuse: async (request, _response, next) => {
      const failures = await counter.getKey(keyOf(request));
      if (failures !== undefined && failures.totalHits >= limit) {
        throw tooMany((failures.resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now());
      }
      next();
    },
    count: (error: unknown, request, response, next) => {
      if (asProblem(error)?.status !== 401) {
        next(error);
        return;
      }
      void counter(request, response, (tooManyError?: unknown) => next(tooManyError ?? error));
    },
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
