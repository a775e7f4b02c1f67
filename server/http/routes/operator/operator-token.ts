import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { HttpProblem } from '../../answers/problem.ts';
import { bearerToken } from '../../auth/require-session.ts';

/** @throws {HttpProblem} 401 to whoever does not send `METRICS_TOKEN` as a bearer token. */
export function requireOperator(request: Request, metricsToken: string, what: string): void {
  if (isSame(bearerToken(request) ?? '', metricsToken)) return;
  throw new HttpProblem(
    401,
    'token-invalid',
    `${what} need${what.endsWith('s') ? '' : 's'} the token of METRICS_TOKEN as a bearer token.`,
  );
}

/** Constant time, and of equal length whatever is given. */
function isSame(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
