import { createHmac } from 'node:crypto';

/** What msg 1 and msg 3 carry: lower-case hex HMAC-SHA256 of `client_id,meeting_uuid,rtms_stream_id` under the client secret. */
export function rtmsSignature(app: {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the webhook delivered it. */
  readonly zoomUuid: string;
  readonly streamId: string;
}): string {
  return createHmac('sha256', app.clientSecret)
    .update(`${app.clientId},${app.zoomUuid},${app.streamId}`)
    .digest('hex');
}
