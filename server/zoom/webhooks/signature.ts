import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  /** `x-zm-signature` */
  readonly signature: string;
  /** `x-zm-request-timestamp`, unchanged. */
  readonly timestamp: string;
  /** The raw bytes, because a parser changes Zoom's key order and escapes. */
  readonly body: Uint8Array;
}

/** `v0=` + hex HMAC-SHA256(secret token, `v0:` + timestamp + `:` + raw body). */
function webhookSignature(secretToken: string, timestamp: string, body: Uint8Array): string {
  return `v0=${createHmac('sha256', secretToken).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

export function isSignedByZoom(secretToken: string, request: SignedRequest): boolean {
  const expected = Buffer.from(webhookSignature(secretToken, request.timestamp, request.body));
  const given = Buffer.from(request.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
