/** How many files people get in a minute, and at once. */
import { TokenBuckets } from '../../../access/token-buckets.ts';
import { allowanceOf, type ViewerSession } from '../../../access/viewer-session.ts';
import { HttpProblem } from '../../answers/problem.ts';
import { tooManyRequests } from '../../limits/request-limits.ts';

/** Each holds a page of lines and what its socket buffers. */
const AT_ONCE = 50;
/** A person opens one, and perhaps another meanwhile. */
const AT_ONCE_OF_A_PERSON = 3;
/** Anybody may pass a link on, and come as many. */
const AT_ONCE_OF_A_LINK = 10;
const OF_A_PERSON = { perMinute: 20, burst: 20 } as const;
const OF_A_LINK = { perMinute: 60, burst: 60 } as const;

type Whose = Pick<ViewerSession, 'viewerId' | 'uid' | 'contextId' | 'shareId'>;

export interface FileLimits {
  /** Counts one file. @throws {HttpProblem} 429 */
  count(session: Whose): void;
  /** A place among those whose file is being sent, until it is disposed of. @throws {HttpProblem} 429 or 503 */
  place(session: Whose): Disposable;
}

export function createFileLimits(): FileLimits {
  const ofPersons = new TokenBuckets(OF_A_PERSON);
  const ofLinks = new TokenBuckets(OF_A_LINK);
  const taken = new Map<string, number>();
  let all = 0;
  return {
    count: (session) => {
      const waitMs =
        ofPersons.consume(allowanceOf(session)) ??
        (session.shareId === undefined ? undefined : ofLinks.consume(session.shareId));
      if (waitMs !== undefined) throw tooManyRequests(waitMs);
    },
    place: (session) => {
      const { shareId } = session;
      const key = shareId === undefined ? allowanceOf(session) : `link ${shareId}`;
      const own = taken.get(key) ?? 0;
      if (own >= (shareId === undefined ? AT_ONCE_OF_A_PERSON : AT_ONCE_OF_A_LINK)) throw tooMany(429);
      if (all >= AT_ONCE) throw tooMany(503);
      taken.set(key, own + 1);
      all += 1;
      return {
        [Symbol.dispose]: () => {
          all -= 1;
          const left = (taken.get(key) ?? 1) - 1;
          if (left === 0) taken.delete(key);
          else taken.set(key, left);
        },
      };
    },
  };
}

function tooMany(status: 429 | 503): HttpProblem {
  const sentence =
    status === 429
      ? 'Your other files are still coming. Wait until they have come.'
      : 'Many files are being sent at the moment. Try again soon.';
  return new HttpProblem(status, 'too-many-files', sentence, { retryAfterS: 5 });
}
