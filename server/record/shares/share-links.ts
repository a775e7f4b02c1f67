/** Makes the share links of meetings, and finds the link of a token. */
import { nanoid } from 'nanoid';
import { routes } from '../../../shared/routes.ts';
import type { MadeShare, NewShare, Share } from '../../../shared/share.ts';
import { MAX_CATCH_UP_LINES, MAX_OPEN_SHARES } from './share-limits.ts';
import { type NewShareRecord, type ShareRecord, type ShareStore, shareState } from './share-store.ts';
import { isShareToken, newShareToken, shareTokenHash } from './share-token.ts';

/** The meeting has as many open links as it may. */
export class TooManyShares extends Error {
  override readonly name = 'TooManyShares';
}

type FoundShare =
  | { readonly state: 'open'; readonly share: ShareRecord }
  | { readonly state: 'revoked' | 'expired' | 'unknown' | 'incomplete' };

export interface ShareLinks {
  /** @throws {TooManyShares} */
  make(meetingId: string, wanted: NewShare, madeBy: string | undefined): Promise<MadeShare>;
  find(token: string): Promise<FoundShare>;
  /** `false`: engines that cost money translate no more lines of the past for this link. */
  takeCatchUp(shareId: string, lines: number): Promise<boolean>;
}

export function createShareLinks(options: {
  readonly store: ShareStore;
  readonly publicUrl: string;
  readonly now?: () => number;
}): ShareLinks {
  const { store, publicUrl, now = Date.now } = options;
  return {
    async make(meetingId, { label, language, expiresInHours, mayExport = false }, madeBy) {
      const token = newShareToken();
      const createdAt = now();
      const share: NewShareRecord = {
        id: nanoid(),
        meetingId,
        mayExport,
        createdAt,
        tokenHash: shareTokenHash(token),
        ...(label === undefined ? {} : { label }),
        ...(language === undefined ? {} : { language }),
        ...(expiresInHours === null ? {} : { expiresAt: createdAt + expiresInHours * HOUR_MS }),
        ...(madeBy === undefined ? {} : { madeBy }),
      };
      if (!(await store.add(share, MAX_OPEN_SHARES))) throw new TooManyShares();
      return { share: toShare(share, 0), link: linkOf(publicUrl, token, language) };
    },
    async find(token) {
      if (!isShareToken(token)) return { state: 'incomplete' };
      const share = await store.byTokenHash(shareTokenHash(token));
      if (share === undefined) return { state: 'unknown' };
      const state = shareState(share, now());
      return state === 'open' ? { state, share } : { state };
    },
    takeCatchUp: (shareId, lines) => store.takeCatchUp(shareId, lines, MAX_CATCH_UP_LINES),
  };
}

/** A link as its host sees it. */
export function toShare(
  { id, label, language, mayExport, createdAt, expiresAt, lastUsedAt }: ShareRecord,
  readers: number,
): Share {
  return {
    id,
    mayExport,
    createdAt,
    readers,
    ...(label === undefined ? {} : { label }),
    ...(language === undefined ? {} : { language }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  };
}

const HOUR_MS = 3_600_000;

/** The secret stands in the fragment, which browsers send to no server and name in no Referer. */
function linkOf(publicUrl: string, token: string, language: string | undefined): string {
  const fragment = new URLSearchParams({ share: token, ...(language === undefined ? {} : { language }) });
  return `${publicUrl}${routes.home}#${fragment}`;
}
