/** Covers server/record/shares/share-token.ts, server/record/shares/share-store.ts. */
import { describe, expect, it } from 'vitest';
import { type ShareRecord, shareState } from '../../../../server/record/shares/share-store.ts';
import { isShareToken, newShareToken, shareTokenHash } from '../../../../server/record/shares/share-token.ts';

describe('the token of a share link', () => {
  it('has 192 random bits, and its hash does not show it', () => {
    const tokens = Array.from({ length: 100 }, newShareToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(24);
      expect(isShareToken(token)).toBe(true);
      expect(shareTokenHash(token)).not.toContain(token);
      expect(shareTokenHash(token)).toBe(shareTokenHash(token));
    }
  });

  it.each([
    '',
    'abc',
    newShareToken().slice(1),
    `${newShareToken()}=`,
    `${newShareToken().slice(1)} `,
    'é'.repeat(32),
  ])('is not %j, which is cut or made up', (text) => {
    expect(isShareToken(text)).toBe(false);
  });
});

it('a link is open until its time, unless it was revoked before', () => {
  const share: ShareRecord = { id: 's', meetingId: 'm', mayExport: false, createdAt: 0 };
  expect(shareState(share, 9)).toBe('open');
  expect(shareState({ ...share, expiresAt: 10 }, 9)).toBe('open');
  expect(shareState({ ...share, expiresAt: 10 }, 10)).toBe('expired');
  expect(shareState({ ...share, expiresAt: 10, revokedAt: 5 }, 20)).toBe('revoked');
});
