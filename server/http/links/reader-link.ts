/** The share link that a reader came by, looked up each time: it may have ended since. */
import type { Actor } from '../../access/access-table.ts';
import { type ShareRecord, type ShareStore, shareState } from '../../record/shares/share-store.ts';
import { TurnMemo } from '../auth/turn-memo.ts';
import type { EndedLink } from './link-problems.ts';

export type ReaderLink =
  /** They came by another door. */
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly mayExport: boolean }
  | { readonly state: 'ended'; readonly code: EndedLink };

/** @param shares absent: every link has ended */
export function createReaderLinks(
  shares: Pick<ShareStore, 'get'> | undefined,
): (actor: Pick<Actor, 'shareId'>) => Promise<ReaderLink> {
  const found = new TurnMemo<ShareRecord | undefined>();
  return async ({ shareId }) => {
    if (shareId === undefined) return { state: 'none' };
    const share = await found.ask(shareId, async () => shares?.get(shareId));
    // Rows are deleted with the meeting, or with the person who made the link.
    const state = share === undefined ? 'revoked' : shareState(share);
    return share === undefined || state !== 'open'
      ? { state: 'ended', code: state === 'expired' ? 'share-expired' : 'share-revoked' }
      : { state, mayExport: share.mayExport };
  };
}
