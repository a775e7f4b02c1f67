import { createHmac } from 'node:crypto';

/** Of messages 1 and 3: commas, no blanks, lower-case hex. */
export function rtmsSignature(
  clientId: string,
  clientSecret: string,
  meetingUuid: string,
  streamId: string,
): string {
  return createHmac('sha256', clientSecret).update(`${clientId},${meetingUuid},${streamId}`).digest('hex');
}

/** Of a webhook: over the bytes that are sent. */
export function webhookSignature(secretToken: string, timestampSeconds: number, rawBody: string): string {
  return `v0=${createHmac('sha256', secretToken).update(`v0:${timestampSeconds}:${rawBody}`).digest('hex')}`;
}

/** What a webhook endpoint must answer to a URL validation. */
export function validationToken(secretToken: string, plainToken: string): string {
  return createHmac('sha256', secretToken).update(plainToken).digest('hex');
}
