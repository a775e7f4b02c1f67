import { createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';

/** The claims of Zoom about the person who has the panel open. Zoom's short claim names end here. */
export interface AppContext {
  /** `meeting`, `panel` (the main client), `webinar`, `chat`. */
  readonly type: string;
  /** Absent for guests. */
  readonly uid?: string;
  /** `mid`: the UUID of the meeting. Guests have it too; a webinar's context may lack it. */
  readonly meetingUuid?: string;
  /** `bmid`: the UUID of the breakout room; `meetingUuid` is then the meeting it belongs to. */
  readonly breakoutUuid?: string;
  /** `attendrole` as Zoom writes it; it may have changed since. */
  readonly attendeeRole?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export type AppContextErrorCode = 'context-invalid' | 'context-expired';

export class AppContextError extends Error {
  override readonly name = 'AppContextError';
  readonly code: AppContextErrorCode;
  constructor(code: AppContextErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface AppContextKeys {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A context of Zoom has about 500 characters. */
export const MAX_CONTEXT_CHARACTERS = 8_192;

const ISSUER = 'marketplace.zoom.us';
/** The difference allowed between Zoom's clock and ours; a context is valid for about two minutes. */
const CLOCK_SKEW_MS = 10_000;
const TAG_BYTES = 16;

/**
 * Decrypts the context of `getAppContext()` or the `X-Zoom-App-Context` header: AES-256-GCM under SHA-256 of the client
 * secret. Both base64 alphabets are accepted, padded or not.
 * @throws {AppContextError}
 */
export function openAppContext(sealed: string, keys: AppContextKeys): AppContext {
  const claims = parseClaims(decrypt(sealed, keys.clientSecret));
  // A context of another app or another issuer proves nothing here.
  if (claims.iss !== ISSUER) throw invalid('the issuer is not Zoom');
  if (claims.aud !== keys.clientId) throw invalid('it was made for another app');
  if (claims.exp + CLOCK_SKEW_MS <= (keys.now ?? Date.now)()) {
    throw new AppContextError('context-expired', 'The Zoom app context has expired.');
  }
  return {
    type: claims.typ ?? 'panel',
    expiresAt: claims.exp,
    ...(claims.uid ? { uid: claims.uid } : {}),
    ...(claims.mid ? { meetingUuid: claims.mid } : {}),
    ...(claims.bmid ? { breakoutUuid: claims.bmid } : {}),
    ...(claims.attendrole ? { attendeeRole: claims.attendrole } : {}),
  };
}

/** Names a sealed context, in whichever base64 alphabet it was written: a hash, which opens nothing. */
export function appContextId(sealed: string): string {
  return createHash('sha256').update(Buffer.from(sealed, 'base64')).digest('base64url');
}

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  typ: z.string().optional(),
  uid: z.string().nullish(),
  mid: z.string().nullish(),
  bmid: z.string().nullish(),
  attendrole: z.string().nullish(),
});

function parseClaims(plain: string): z.infer<typeof claimsSchema> {
  try {
    return claimsSchema.parse(JSON.parse(plain));
  } catch (cause) {
    throw invalid('its claims are not what Zoom documents', cause);
  }
}

function decrypt(sealed: string, clientSecret: string): string {
  if (sealed.length > MAX_CONTEXT_CHARACTERS) throw invalid('it is too long');
  const { iv, aad, ciphertext, tag } = unpack(Buffer.from(sealed, 'base64'));
  try {
    const key = createHash('sha256').update(clientSecret).digest();
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw invalid('its seal is broken, or it was made with another client secret', cause);
  }
}

/** 1 byte iv length · iv · 2 bytes aad length · aad · 4 bytes ciphertext length · ciphertext · tag; little-endian. */
function unpack(blob: Buffer): { iv: Buffer; aad: Buffer; ciphertext: Buffer; tag: Buffer } {
  let offset = 0;
  const read = (length: number): Buffer => {
    if (length < 0 || offset + length > blob.length) throw invalid('it is cut short');
    offset += length;
    return blob.subarray(offset - length, offset);
  };
  const iv = read(read(1).readUInt8());
  const aad = read(read(2).readUInt16LE());
  const ciphertext = read(read(4).readInt32LE());
  const tag = read(TAG_BYTES);
  if (iv.length === 0 || offset !== blob.length) throw invalid('its lengths do not add up');
  return { iv, aad, ciphertext, tag };
}

function invalid(reason: string, cause?: unknown): AppContextError {
  return new AppContextError('context-invalid', `The Zoom app context was refused: ${reason}.`, { cause });
}
