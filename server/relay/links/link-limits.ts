/** What the readers of one share link may take together, with the reasons. Counts are of this node. */
import type { TokenBucketsOptions } from '../../access/token-buckets.ts';

/** A link, which anybody may pass on, takes at most this part of a meeting's sockets. */
export const PART_OF_MEETING = 1 / 2;
/** A full lecture hall behind one address; a script with the link gets no further. */
export const MAX_SOCKETS_FROM_ADDRESS = 500;
/** An international audience reads in so many at a time: each is translated as long as somebody reads it. */
export const MAX_LANGUAGES_OF_LINK = 8;
/**
 * Languages opened that nobody reads: each begins with up to 100 lines of the past. Twice what may be read at a time at
 * once, then one in five minutes.
 */
export const OPENED_LANGUAGES: TokenBucketsOptions = { perMinute: 1 / 5, burst: 2 * MAX_LANGUAGES_OF_LINK };
/** A screen whose connection comes and goes opens its language again and again, which costs nothing new. */
export const KNOWN_FOR_MS = 60 * 60_000;
/** Beyond, the one used least counts as new. */
export const KNOWN_LANGUAGES = 10_000;
/** The hall comes, and comes back together after a loss. */
export const CONNECTS_FROM_ADDRESS: TokenBucketsOptions = { perMinute: 600, burst: 1_000 };
/** A screen asks twice when it comes, and then a few times a minute. */
export const REQUESTS_FROM_ADDRESS: TokenBucketsOptions = { perMinute: 3_000, burst: 3_000 };
