import type { EndedSessions } from '../../server/access/session-tokens.ts';

/** What ended before it expired, in memory. */
export class MemoryEndedSessions implements EndedSessions {
  readonly cutoffs = new Map<string, number>();
  readonly revoked = new Set<string>();

  async validFrom(uid: string): Promise<number> {
    return this.cutoffs.get(uid) ?? 0;
  }

  async isRevoked(sessionId: string): Promise<boolean> {
    return this.revoked.has(sessionId);
  }

  async revoke(sessionId: string): Promise<void> {
    this.revoked.add(sessionId);
  }
}
