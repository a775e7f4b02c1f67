import { createHash, randomBytes } from 'node:crypto';
import { SHARE_TOKEN_CHARACTERS } from '../../../shared/share.ts';

/** Cannot be guessed, whatever the rate: 128 bits would do. */
const TOKEN_BYTES = 24;

/** The secret of a link, for its address. */
export function newShareToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Whether it may be one of ours, whole: chats and mail cut long addresses. */
export function isShareToken(text: string): boolean {
  return text.length === SHARE_TOKEN_CHARACTERS && /^[\w-]+$/.test(text);
}

/**
 * What is stored of a token. A plain hash, because a random token of 192 bits has no dictionary: a slow one would only
 * cost each reader time.
 */
export function shareTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
