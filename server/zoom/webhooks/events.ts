/** Parses Zoom's webhook payloads, in all shapes seen. Their field names end here. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { withoutTurns } from '../../captions/text/text-direction.ts';
import type { MeetingFacts } from '../meeting-directory.ts';
import type { StreamStarted, ZoomEvent } from './zoom-event.ts';

export type ParsedWebhook =
  | {
      readonly kind: 'event';
      readonly name: string;
      readonly event: ZoomEvent;
      /** Equal for a repeat: (event, stream id or subject, event_ts), and of a start its addresses. */
      readonly key: string;
      /** The fields read here, in Zoom's shape: no name or e-mail of a participant is stored. */
      readonly body: string;
    }
  | { readonly kind: 'url-validation'; readonly plainToken: string }
  | { readonly kind: 'malformed'; readonly reason: string };

/**
 * Never throws. `unknown` is a well-formed event without use here; `malformed` lacks what an action needs.
 * @param fallbackAt milliseconds, for an event without `event_ts`.
 */
export function parseWebhook(bytes: Uint8Array | string, fallbackAt: number): ParsedWebhook {
  const envelope = envelopeSchema.safeParse(parseJson(bytes));
  if (!envelope.success) return malformed('it is not a JSON object with an "event"');
  const { event: name, payload } = envelope.data;
  if (name === 'endpoint.url_validation') {
    const plainToken = payload?.plainToken;
    return plainToken === undefined
      ? malformed('it has no plainToken')
      : { kind: 'url-validation', plainToken };
  }
  // RTMS payloads are documented flat, and seen under `object`.
  const merged: Fields = { ...payload, ...payload?.object };
  const fields: Fields = { ...merged, event_ts: envelope.data.event_ts ?? merged.event_ts };
  const at = fields.event_ts ?? fallbackAt;
  const event = toEvent(name, fields, at);
  if (event === undefined) return malformed(`${name} lacks what it needs`);
  const key = [name, subjectOf(event, fields), at].join(' ');
  return { kind: 'event', name, event, key, body: JSON.stringify(envelope.data) };
}

/** 96 bits: two addresses of one stream do not collide by accident, and only Zoom signs them. */
const DIGEST_CHARACTERS = 16;

/** An unreadable field counts as absent, so that the rest of the event is used. */
const text = z.string().min(1).optional().catch(undefined);
const topic = z.string().transform(withoutTurns).pipe(z.string().min(1)).optional().catch(undefined);
const id = z
  .union([z.string().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined);
const wholeNumber = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined);

/** One URL, several with commas, a list, or an object of them; never deeper, for deep JSON exhausts the stack. */
const urls = z
  .union([z.string(), z.array(z.string().catch('')), z.record(z.string(), z.string().catch(''))])
  .optional()
  .catch(undefined);

const fieldsSchema = z.object({
  meeting_uuid: text,
  webinar_uuid: text,
  session_id: text,
  rtms_stream_id: text,
  server_urls: urls,
  operator_id: text,
  is_original_host: z.boolean().optional().catch(undefined),
  meeting_id: id,
  webinar_id: id,
  stop_reason: wholeNumber,
  event_ts: wholeNumber,
  uuid: text,
  id,
  host_id: text,
  topic,
  user_id: text,
  participant: z
    .object({ participant_user_id: text, id: text, participant_uuid: text })
    .optional()
    .catch(undefined),
  plainToken: text,
});
type Fields = z.infer<typeof fieldsSchema>;

const envelopeSchema = z.object({
  event: z.string().min(1).max(100),
  event_ts: wholeNumber,
  payload: fieldsSchema
    .extend({ object: fieldsSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** `undefined`: a known event without what an action needs. */
function toEvent(name: string, fields: Fields, at: number): ZoomEvent | undefined {
  const rtms = /^(?:meeting|webinar|session)\.rtms_(started|stopped|interrupted)$/.exec(name)?.[1];
  if (rtms !== undefined) return streamEvent(rtms, fields, at);
  switch (name) {
    case 'meeting.started':
    case 'webinar.started':
      return meetingEvent('meeting-started', fields, at);
    case 'meeting.ended':
    case 'webinar.ended':
      return meetingEvent('meeting-ended', fields, at);
    case 'meeting.participant_joined':
    case 'webinar.participant_joined': {
      const meeting = meetingOf(fields);
      // Absent for guests.
      const userId = fields.participant?.participant_user_id ?? fields.participant?.id;
      return (
        meeting && { type: 'participant-joined', meeting, at, ...(userId === undefined ? {} : { userId }) }
      );
    }
    case 'app_deauthorized':
      return fields.user_id === undefined
        ? undefined
        : { type: 'app-deauthorized', userId: fields.user_id, at };
    default:
      return { type: 'unknown', name, at };
  }
}

function streamEvent(what: string, fields: Fields, at: number): ZoomEvent | undefined {
  const streamId = fields.rtms_stream_id;
  const zoomUuid = fields.meeting_uuid ?? fields.webinar_uuid ?? fields.session_id;
  if (streamId === undefined) return undefined;
  if (what === 'started')
    return zoomUuid === undefined ? undefined : streamStarted(streamId, zoomUuid, fields, at);
  const known = { streamId, at, ...(zoomUuid === undefined ? {} : { zoomUuid }) };
  if (what === 'interrupted') return { type: 'stream-interrupted', ...known };
  // Zoom sends reasons that its documented enum leaves out: any number is accepted.
  const { stop_reason: stopReason } = fields;
  return { type: 'stream-stopped', ...known, ...(stopReason === undefined ? {} : { stopReason }) };
}

function streamStarted(
  streamId: string,
  zoomUuid: string,
  fields: Fields,
  at: number,
): StreamStarted | undefined {
  const serverUrls = urlsIn(fields.server_urls);
  if (serverUrls.length === 0) return undefined;
  const meetingNumber = fields.meeting_id ?? fields.webinar_id;
  return {
    type: 'stream-started',
    streamId,
    zoomUuid,
    serverUrls,
    at,
    ...(fields.event_ts === undefined && { isUndated: true }),
    ...(fields.operator_id === undefined ? {} : { operatorId: fields.operator_id }),
    ...(fields.is_original_host === undefined ? {} : { isOriginalHost: fields.is_original_host }),
    ...(meetingNumber === undefined ? {} : { meetingNumber }),
  };
}

function meetingEvent(
  type: 'meeting-started' | 'meeting-ended',
  fields: Fields,
  at: number,
): ZoomEvent | undefined {
  const meeting = meetingOf(fields);
  return meeting && { type, meeting, at };
}

function meetingOf(fields: Fields): MeetingFacts | undefined {
  const uuid = fields.uuid ?? fields.meeting_uuid ?? fields.webinar_uuid;
  if (uuid === undefined) return undefined;
  const number = fields.id ?? fields.meeting_id ?? fields.webinar_id;
  return {
    uuid,
    ...(number === undefined ? {} : { number }),
    ...(fields.host_id === undefined ? {} : { hostId: fields.host_id }),
    ...(fields.topic === undefined ? {} : { topic: fields.topic }),
  };
}

function subjectOf(event: ZoomEvent, fields: Fields): string {
  switch (event.type) {
    case 'stream-started':
      // Two servers can fail within one millisecond of Zoom's clock: another address is another event.
      return `${event.streamId} ${digestOf(event.serverUrls)}`;
    case 'stream-stopped':
      // A stop that requires deletion is no repeat of one that does not.
      return `${event.streamId} ${event.stopReason ?? ''}`;
    case 'stream-interrupted':
      return event.streamId;
    case 'meeting-started':
    case 'meeting-ended':
      return event.meeting.uuid;
    case 'participant-joined':
      return `${event.meeting.uuid} ${event.userId ?? fields.participant?.participant_uuid ?? 'guest'}`;
    case 'app-deauthorized':
      return event.userId;
    case 'unknown':
      return fields.rtms_stream_id ?? '';
  }
}

function digestOf(serverUrls: readonly string[]): string {
  return createHash('sha256').update(serverUrls.join()).digest('base64url').slice(0, DIGEST_CHARACTERS);
}

function urlsIn(value: z.infer<typeof urls>): string[] {
  const texts = typeof value === 'string' ? [value] : Object.values(value ?? {});
  return texts.flatMap((text) => text.split(/[\s,]+/)).filter((url) => url !== '');
}

function parseJson(bytes: Uint8Array | string): unknown {
  try {
    return JSON.parse(
      typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    );
  } catch {
    return undefined;
  }
}

function malformed(reason: string): ParsedWebhook {
  return { kind: 'malformed', reason };
}
