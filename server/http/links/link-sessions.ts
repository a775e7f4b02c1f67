/** Sessions of readers who come by a share link. */
import type { Request } from 'express';
import { nanoid } from 'nanoid';
import type { Actor } from '../../access/access-table.ts';
import { TokenBuckets, type TokenBucketsOptions } from '../../access/token-buckets.ts';
import type { ViewerSession } from '../../access/viewer-session.ts';
import { USED_EVERY_MS } from '../../record/shares/share-limits.ts';
import type { ShareLinks } from '../../record/shares/share-links.ts';
import type { ShareStore } from '../../record/shares/share-store.ts';
import type { MeetingDirectory, MeetingRecord } from '../../zoom/meeting-directory.ts';
import { addressKey } from '../limits/address-key.ts';
import { tooManyRequests } from '../limits/request-limits.ts';
import { linkProblem } from './link-problems.ts';

/** A hall of people behind one address scans the code within a minute; each renews every 12 minutes. */
const FROM_AN_ADDRESS: TokenBucketsOptions = { perMinute: 600, burst: 1_000 };
/** As many as a server lets in at once after a restart; from however many addresses. */
const OF_A_LINK: TokenBucketsOptions = { perMinute: 3_000, burst: 6_000 };

interface LinkSession {
  readonly viewer: Actor;
  readonly meeting: MeetingRecord;
  /** The link's own expiry, milliseconds since 1970: no session outlives it. */
  readonly until?: number;
}

/** @throws {HttpProblem} 401 that says what has become of the link, 429 */
export type OpenLinkSession = (
  token: string,
  request: Pick<Request, 'ip'>,
  before: ViewerSession | undefined,
) => Promise<LinkSession>;

export function createLinkSessions(options: {
  readonly links: Pick<ShareLinks, 'find'>;
  readonly shares: Pick<ShareStore, 'used'>;
  readonly directory: Pick<MeetingDirectory, 'get'>;
}): OpenLinkSession {
  const { links, shares, directory } = options;
  const fromAddress = new TokenBuckets(FROM_AN_ADDRESS);
  const ofLink = new TokenBuckets(OF_A_LINK);
  return async (token, { ip = '' }, before) => {
    const found = await links.find(token);
    if (found.state !== 'open') throw linkProblem(`share-${found.state}`);
    const { share } = found;
    const waitMs = fromAddress.consume(`${share.id} ${addressKey(ip)}`) ?? ofLink.consume(share.id);
    if (waitMs !== undefined) throw tooManyRequests(waitMs);
    const meeting = await directory.get(share.meetingId);
    // In memory, and forgotten by a restart.
    if (meeting === undefined) throw linkProblem('share-unknown');
    // The record says so already, for all of a hall but the first.
    if (Date.now() - (share.lastUsedAt ?? 0) >= USED_EVERY_MS) await shares.used(share.id);
    const isSame = before?.shareId === share.id && before.meetingId === meeting.id;
    return {
      viewer: {
        // An open socket takes the token of no other viewer.
        viewerId: isSame ? before.viewerId : `reader-${nanoid()}`,
        role: 'reader',
        meetingId: meeting.id,
        shareId: share.id,
      },
      meeting,
      ...(share.expiresAt === undefined ? {} : { until: share.expiresAt }),
    };
  };
}
