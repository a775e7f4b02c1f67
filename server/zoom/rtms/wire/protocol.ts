/** What Zoom's signaling and media servers send, made ours. Zoom's snake_case and its many spellings end here. */
import { z } from 'zod';
import { milliseconds } from './zoom-time.ts';

export type RtmsFrame =
  /** msg 2 */
  | {
      readonly type: 'signaling-answer';
      readonly status: number;
      readonly reason: string;
      readonly mediaUrls: readonly string[];
    }
  /** msg 4 */
  | { readonly type: 'media-answer'; readonly status: number; readonly reason: string }
  /** msg 6, event types 3 and 4 */
  | { readonly type: 'people-joined' | 'people-left'; readonly people: readonly Person[] }
  /** msg 6, event type 7 */
  | { readonly type: 'media-interrupted'; readonly at: number | undefined }
  /** msg 8 and msg 9 */
  | ({ readonly type: 'stream-state' | 'session-state' } & AnnouncedState)
  /** msg 12; `timestamp` is the JSON literal, so that the echo is exact whatever its size. */
  | { readonly type: 'keep-alive'; readonly timestamp: string }
  /** msg 17 */
  | { readonly type: 'transcript'; readonly content: TranscriptContent }
  /** Valid, and nothing to us: other events, chat, message types Zoom adds. */
  | { readonly type: 'ignored'; readonly what: string }
  | { readonly type: 'malformed' };

interface AnnouncedState {
  readonly state: number;
  readonly reason: number | undefined;
  /** Zoom's clock, milliseconds. */
  readonly at: number | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string | undefined;
}

export interface TranscriptContent {
  readonly userId: string | undefined;
  readonly userName: string | undefined;
  readonly channelId: string | undefined;
  readonly text: string;
  readonly language: number | undefined;
  readonly attribute: number | undefined;
  readonly sentenceId: string | undefined;
  /** In Zoom's unit, which varies. */
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  readonly timestamp: number | undefined;
}

/** RTMS_STREAM_STATE */
export const streamStates = {
  active: 1,
  interrupted: 2,
  terminating: 3,
  terminated: 4,
  paused: 5,
  resumed: 6,
} as const;
/** RTMS_SESSION_STATE */
export const sessionStates = { started: 2, paused: 3, resumed: 4, stopped: 5 } as const;

/** Parses one frame. Never throws: what cannot be read is `malformed`, what does not concern us `ignored`. */
export function parseFrame(text: string): RtmsFrame {
  const json = parseJson(text);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { type: 'malformed' };
  const parse = parsers.get(envelope.data.msg_type);
  if (parse === undefined) return { type: 'ignored', what: `msg ${envelope.data.msg_type}` };
  return parse(json, text) ?? { type: 'malformed' };
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
  // As PostgreSQL can keep it, and as short as an id is.
  z.string().regex(/^\P{Cc}{1,200}$/u),
  z.number().transform(String),
]);

/** A field that matters little must not spoil the frame: what cannot be read is taken for absent. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

const envelopeSchema = z.object({ msg_type: integer });

const answerSchema = z.object({ status_code: integer, reason: z.string().catch('') });

const url = z.string().catch('');

/** Zoom offers what the app's scopes allow: a socket for transcripts, which we prefer, or one for everything. */
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

/** Times may have a fraction when they are seconds. */
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
  return { type: 'signaling-answer', status: answer.status_code, reason: answer.reason, mediaUrls };
}

function parseMediaAnswer(json: unknown): RtmsFrame | undefined {
  const answer = answerSchema.safeParse(json).data;
  return answer && { type: 'media-answer', status: answer.status_code, reason: answer.reason };
}

function parseEvent(json: unknown): RtmsFrame {
  const parsed = eventSchema.safeParse(json).data;
  // V2 puts a globally unique event_code in place of event_type: not ours.
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
