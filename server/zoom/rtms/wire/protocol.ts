/**
 * Parses the frames of Zoom's signaling and media servers. Zoom's snake_case and its several spellings of a field end
 * here.
 */
import { z } from 'zod';
import {
  type AnnouncedState,
  type Person,
  PROTOCOL_VERSION,
  type RtmsFrame,
  type TranscriptContent,
} from './frames.ts';

/** Parses one frame. Never throws: an unreadable frame is `malformed`, one without use here `ignored`. */
export function parseFrame(text: string): RtmsFrame {
  const json = parseJson(text);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success)
    return { type: 'malformed', ...(json === undefined && isBinary(text) && { isBinary: true }) };
  const parse = parsers.get(envelope.data.msg_type);
  if (parse === undefined) return { type: 'ignored', what: `msg ${envelope.data.msg_type}` };
  return parse(json, text) ?? { type: 'malformed' };
}

/** The year 2100: a larger number is no time, and may exceed what a date can hold. */
const NO_LATER_THAN = 4_102_444_800_000;

/** A time of Zoom in milliseconds. Documented as milliseconds, sent as microseconds or seconds: its size decides. */
export function milliseconds(time: number | undefined): number | undefined {
  if (time === undefined || time < 1e9) return undefined;
  const ms = Math.floor(time >= 1e15 ? time / 1_000 : time >= 1e12 ? time : time * 1_000);
  return ms < NO_LATER_THAN ? ms : undefined;
}

/** Numbers also come as strings, and string ids also as numbers. */
const integer = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .refine((value) => Number.isInteger(value));
const id = z.union([
  // PostgreSQL stores no NUL character, and an id of Zoom is short.
  z.string().regex(/^\P{Cc}{1,200}$/u),
  z.number().transform(String),
]);

/** An unreadable optional field counts as absent, so that the rest of the frame is used. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const envelopeSchema = z.object({ msg_type: integer });

const answerSchema = z.object({
  status_code: integer,
  reason: z.string().catch(''),
  protocol_version: optional(integer),
});

const url = z.string().catch('');

/** The app's scopes decide what Zoom offers: a socket for transcripts, which is preferred, or one for everything. */
const mediaUrlsSchema = z
  .object({
    media_server: z.object({
      server_urls: z.union([
        z.string().transform((all) => [all]),
        z.object({ transcript: url, all: url }).transform(({ transcript, all }) => [transcript, all]),
      ]),
    }),
  })
  .transform(({ media_server }) => media_server.server_urls.filter((candidate) => candidate !== ''))
  .catch([]);

/** A time in seconds may have a fraction. */
const time = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
]);

const eventSchema = z.object({
  event: z.object({
    event_type: integer,
    timestamp: optional(time),
    participants: z.array(z.unknown()).catch([]),
  }),
});

const personSchema = z
  .object({ user_id: id, user_name: optional(z.string()) })
  .transform((person): Person => ({ id: person.user_id, name: person.user_name }));

/** msg 9 names its reason `stop_reason` in Zoom's example and `reason` in Zoom's table. */
const stateSchema = z
  .object({
    state: integer,
    reason: optional(integer),
    stop_reason: optional(integer),
    timestamp: optional(time),
  })
  .transform(
    (frame): AnnouncedState => ({
      state: frame.state,
      reason: frame.stop_reason ?? frame.reason,
      at: milliseconds(frame.timestamp),
    }),
  );

const keepAliveSchema = z.object({ timestamp: z.union([z.number(), z.string()]) });

const transcriptSchema = z.object({
  content: z
    .object({
      user_id: optional(id),
      user_name: optional(z.string()),
      channel_id: optional(id),
      data: z.string().catch(''),
      language: optional(integer),
      attribute: optional(integer),
      sentence_id: optional(id),
      start_time: optional(time),
      end_time: optional(time),
      timestamp: optional(time),
    })
    .transform(
      (content): TranscriptContent => ({
        userId: content.user_id,
        userName: content.user_name,
        channelId: content.channel_id,
        text: content.data,
        language: content.language,
        attribute: content.attribute,
        sentenceId: content.sentence_id,
        startTime: content.start_time,
        endTime: content.end_time,
        timestamp: content.timestamp,
      }),
    ),
});

type Parser = (json: unknown, text: string) => RtmsFrame | undefined;

const parsers = new Map<number, Parser>([
  [2, parseSignalingAnswer],
  [4, parseMediaAnswer],
  [6, parseEvent],
  [8, (json) => parseState('stream-state', json)],
  [9, (json) => parseState('session-state', json)],
  [12, parseKeepAlive],
  [17, parseTranscript],
]);

function parseSignalingAnswer(json: unknown): RtmsFrame | undefined {
  const answer = answerSchema.safeParse(json).data;
  if (answer === undefined) return undefined;
  const mediaUrls = mediaUrlsSchema.parse(json);
  return {
    type: 'signaling-answer',
    status: answer.status_code,
    reason: answer.reason,
    mediaUrls,
    ...otherVersion(answer.protocol_version),
  };
}

function parseMediaAnswer(json: unknown): RtmsFrame | undefined {
  const answer = answerSchema.safeParse(json).data;
  return (
    answer && {
      type: 'media-answer',
      status: answer.status_code,
      reason: answer.reason,
      ...otherVersion(answer.protocol_version),
    }
  );
}

function parseEvent(json: unknown): RtmsFrame {
  const parsed = eventSchema.safeParse(json).data;
  // Protocol V2 has `event_code` in place of `event_type`, from a list that is not published; this app speaks V1.
  if (parsed === undefined) return { type: 'ignored', what: 'event without type' };
  const { event_type: eventType, participants, timestamp } = parsed.event;
  switch (eventType) {
    case 3:
      return { type: 'people-joined', people: participants.flatMap(readPerson) };
    case 4:
      return { type: 'people-left', people: participants.flatMap(readPerson) };
    case 7:
      return { type: 'media-interrupted', at: milliseconds(timestamp) };
    default:
      return { type: 'ignored', what: `event ${eventType}` };
  }
}

function readPerson(json: unknown): Person[] {
  const person = personSchema.safeParse(json).data;
  return person === undefined ? [] : [person];
}

function parseState(type: 'stream-state' | 'session-state', json: unknown): RtmsFrame | undefined {
  const state = stateSchema.safeParse(json).data;
  return state && { type, ...state };
}

function parseKeepAlive(json: unknown, text: string): RtmsFrame | undefined {
  const timestamp = keepAliveSchema.safeParse(json).data?.timestamp;
  if (timestamp === undefined) return undefined;
  if (typeof timestamp === 'string' || Number.isSafeInteger(timestamp)) {
    return { type: 'keep-alive', timestamp: JSON.stringify(timestamp) };
  }
  // Above 2^53 JSON.parse rounds: the digits are taken from the text.
  const digits = /"timestamp"\s*:\s*(\d+)/.exec(text)?.[1];
  return digits === undefined ? undefined : { type: 'keep-alive', timestamp: digits };
}

function parseTranscript(json: unknown): RtmsFrame | undefined {
  const content = transcriptSchema.safeParse(json).data?.content;
  return content && { type: 'transcript', content };
}

function otherVersion(version: number | undefined): { otherVersion?: number } {
  return version === undefined || version === PROTOCOL_VERSION ? {} : { otherVersion: version };
}

/** Bytes that are no UTF-8, or control characters, which JSON text has none of. */
function isBinary(text: string): boolean {
  return /\uFFFD|[^\P{Cc}\s]/u.test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
