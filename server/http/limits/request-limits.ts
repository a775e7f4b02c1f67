import type { Request } from 'express';
import { TokenBuckets, type TokenBucketsOptions } from '../../access/token-buckets.ts';
import { allowanceOf, type ViewerSession } from '../../access/viewer-session.ts';
import { HttpProblem } from '../answers/problem.ts';
import type { SessionReader } from '../auth/require-session.ts';
import { addressKey } from './address-key.ts';

/** A panel sends a few requests a minute, `/home` a few a second at most. */
export const ALL_REQUESTS: TokenBucketsOptions = { perMinute: 240, burst: 120 };
/** For requests that read or write much, or call Zoom: one every few seconds is enough. */
export const COSTLY_REQUESTS: TokenBucketsOptions = { perMinute: 30, burst: 30 };

/** For searches, which a page sends while somebody types, a few a second for some seconds. */
export const SEARCH_REQUESTS: TokenBucketsOptions = { perMinute: 60, burst: 30 };
/** Who read by one link in one office together ask for as much as so many people. */
const READERS_BEHIND_AN_ADDRESS = 10;

/**
 * A reader of sessions that answers 429 to a person, or to the guests of one sealed context, beyond the rate.
 * Every route reads its session through it, so that no route is without a limit.
 */
export function limitRequests(sessions: SessionReader, options: TokenBucketsOptions): SessionReader {
  const buckets = new TokenBuckets(options);
  const ofLinks = new TokenBuckets({
    perMinute: options.perMinute * READERS_BEHIND_AN_ADDRESS,
    burst: options.burst * READERS_BEHIND_AN_ADDRESS,
  });
  const counted = <Session extends ViewerSession>(session: Session, { ip = '' }: Request): Session => {
    const { shareId } = session;
    // A link makes as many readers as somebody asks for.
    const ofLink = shareId === undefined ? undefined : ofLinks.consume(`${shareId} ${addressKey(ip)}`);
    const waitMs = ofLink ?? buckets.consume(allowanceOf(session));
    if (waitMs === undefined) return session;
    throw tooManyRequests(waitMs);
  };
  return {
    require: async (request) => counted(await sessions.require(request), request),
    requireHome: async (request) => counted(await sessions.requireHome(request), request),
    findBearer: sessions.findBearer,
  };
}

export function tooManyRequests(waitMs: number): HttpProblem {
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1_000));
  return new HttpProblem(429, 'too-many-requests', 'You ask too often. Wait a moment.', { retryAfterS });
}
