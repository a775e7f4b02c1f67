import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** What Zoom puts into an app context (its type file, `DecryptedZoomAppContext`). Guests have no `uid`. */
export interface SealedClaims {
  readonly typ: 'meeting' | 'panel' | 'webinar' | 'chat';
  readonly uid?: string;
  /** Meeting UUID, only when `typ` is `meeting`. */
  readonly mid?: string;
  /** Breakout room UUID. */
  readonly bmid?: string;
  readonly attendrole?: string;
  /** The invitation the app was opened from. */
  readonly iid?: string;
  readonly iss: string;
  readonly aud: string;
  /** Milliseconds. */
  readonly ts: number;
  /** Milliseconds. */
  readonly exp: number;
}

export interface SealOptions {
  /** Additional authenticated data, empty by default. */
  readonly aad?: Buffer;
  /** Base64 in the URL-safe alphabet without padding; some clients send that. */
  readonly urlSafe?: boolean;
  readonly iv?: Buffer;
}

export interface MeetingContextOptions {
  readonly clientId: string;
  readonly meetingUuid: string;
  /** The Zoom user id; left out for a guest. */
  readonly uid?: string;
  readonly role?: string;
  readonly typ?: SealedClaims['typ'];
  readonly invitationId?: string;
  readonly breakoutRoomUuid?: string;
  /** Milliseconds since 1970. */
  readonly now?: number;
  readonly lifeMs?: number;
}

/** Published samples of real contexts live 115 to 120 s. */
const usualLifeMs = 116_000;

/**
 * Seals claims as the Zoom client does: base64 of 1 byte iv length, iv, 2 bytes aad length, aad, 4 bytes ciphertext
 * length (both little-endian), ciphertext, 16-byte tag; AES-256-GCM under SHA-256 of the client secret.
 */
export function sealContext(claims: SealedClaims, clientSecret: string, options: SealOptions = {}): string {
  const iv = options.iv ?? randomBytes(12);
  const aad = options.aad ?? Buffer.alloc(0);
  const key = createHash('sha256').update(clientSecret).digest();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(aad);
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(claims), 'utf8'), cipher.final()]);
  const aadLength = Buffer.alloc(2);
  aadLength.writeUInt16LE(aad.length);
  const ciphertextLength = Buffer.alloc(4);
  ciphertextLength.writeInt32LE(ciphertext.length);
  const sealed = Buffer.concat([
    Buffer.from([iv.length]),
    iv,
    aadLength,
    aad,
    ciphertextLength,
    ciphertext,
    cipher.getAuthTag(),
  ]);
  return sealed.toString(options.urlSafe ? 'base64url' : 'base64');
}

/** The claims of a person in a meeting. A `typ` other than `meeting` has no `mid`, as at Zoom. */
export function meetingContext(options: MeetingContextOptions): SealedClaims {
  const now = options.now ?? Date.now();
  const typ = options.typ ?? 'meeting';
  return {
    typ,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(typ === 'meeting' ? { mid: options.meetingUuid } : {}),
    ...(options.breakoutRoomUuid === undefined ? {} : { bmid: options.breakoutRoomUuid }),
    ...(options.role === undefined ? {} : { attendrole: options.role }),
    ...(options.invitationId === undefined ? {} : { iid: options.invitationId }),
    iss: 'marketplace.zoom.us',
    aud: options.clientId,
    ts: now,
    exp: now + (options.lifeMs ?? usualLifeMs),
  };
}
