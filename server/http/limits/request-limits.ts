import { TokenBuckets, type TokenBucketsOptions } from '../../access/token-buckets.ts';
import { allowanceOf, type ViewerSession } from '../../access/viewer-session.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { SessionReader } from '../auth/require-session.ts';

/** A panel asks a few times a minute, a person at `/home` a few times a second at most. */
export const ALL_REQUESTS: TokenBucketsOptions = { perMinute: 240, burst: 120 };
/** Reads or writes much, or asks Zoom: nobody needs it more than once every few seconds. */
export const COSTLY_REQUESTS: TokenBucketsOptions = { perMinute: 30, burst: 30 };

/**
 * A reader of sessions that answers 429 to a person, or to the guests of one sealed context, who ask more often than
 * that. Every route asks it who is there, so no route is without a limit.
 */
export function limitRequests(sessions: SessionReader, options: TokenBucketsOptions): SessionReader {
  const buckets = new TokenBuckets(options);
  const counted = <Session extends ViewerSession>(session: Session): Session => {
    const waitMs = buckets.consume(allowanceOf(session));
    if (waitMs === undefined) return session;
    throw tooManyRequests(waitMs);
  };
  return {
    require: async (request) => counted(await sessions.require(request)),
    requireHome: async (request) => counted(await sessions.requireHome(request)),
    findBearer: sessions.findBearer,
  };
}

export function tooManyRequests(waitMs: number): HttpProblem {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1_000));
  return new HttpProblem(429, 'too-many-requests', 'You ask too often. Wait a moment.', { retryAfterS });
}
