import { type Segment, UNKNOWN_SPEAKER } from '../../../captions/model/segment.ts';
import { withoutTurns } from '../../../captions/text/text-direction.ts';
import type { TranscriptContent } from '../wire/frames.ts';
import { languageTagOf } from '../wire/language-ids.ts';
import { milliseconds } from '../wire/protocol.ts';

/** A message is a sentence or an utterance; a longer text is cut. */
export const MAX_TEXT_CHARACTERS = 10_000;
export const MAX_NAME_CHARACTERS = 200;
/** Of a longer text only this many limits are read: controls and blanks may go, and a frame of megabytes must not hold up the loop. */
const LIMITS_READ = 4;

export interface SegmentContext {
  readonly meetingId: string;
  readonly streamId: string;
  /** The name in the roster, if there is one. */
  readonly nameOf: (userId: string) => string | undefined;
  /** Milliseconds, our clock. */
  readonly receivedAt: number;
}

/** A transcript message (17) as a segment; `undefined` when it holds no text, or deletes no known sentence. */
export function toSegment(content: TranscriptContent, context: SegmentContext): Segment | undefined {
  const attribute = attributeOf(content);
  const text = oneLine(content.text, MAX_TEXT_CHARACTERS);
  if (attribute === 'delete' ? content.sentenceId === undefined : text === '') return undefined;
  const times = {
    startedAt: milliseconds(content.startTime),
    endedAt: milliseconds(content.endTime),
    timestamp: milliseconds(content.timestamp),
  };
  return {
    meetingId: context.meetingId,
    streamId: context.streamId,
    ...(content.sentenceId !== undefined && { sentenceId: content.sentenceId }),
    speaker: speakerOf(content, context),
    sourceLanguage: languageTagOf(content.language),
    text,
    attribute,
    ...(times.startedAt !== undefined && { startedAt: times.startedAt }),
    ...(times.endedAt !== undefined && { endedAt: times.endedAt }),
    ...(times.timestamp !== undefined && { timestamp: times.timestamp }),
    receivedAt: context.receivedAt,
  };
}

/** Well-formed text on one line, at most `limit` UTF-16 units. */
export function oneLine(text: string, limit: number): string {
  const line = withoutTurns(cutAt(text, limit * LIMITS_READ))
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  // The cut may part an isolate from its end.
  return withoutTurns(cutAt(line, limit)).trim();
}

/** A cut surrogate pair is removed whole. */
function cutAt(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const last = line.charCodeAt(limit - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return line.slice(0, isHalf ? limit - 1 : limit);
}

/** Contact Center sends a channel in place of a user. */
function speakerOf(content: TranscriptContent, { nameOf }: SegmentContext): Segment['speaker'] {
  const channel = content.channelId === undefined ? UNKNOWN_SPEAKER : `channel:${content.channelId}`;
  const id = content.userId ?? channel;
  const said = oneLine(content.userName ?? '', MAX_NAME_CHARACTERS);
  return { id, name: said === '' ? (nameOf(id) ?? '') : said };
}

/** RTMS_DATA_MESSAGE_ATTRIBUTE: 2 update, 3 delete. An update without a sentence id is new speech. */
function attributeOf(content: TranscriptContent): Segment['attribute'] {
  if (content.attribute === 3) return 'delete';
  return content.attribute === 2 && content.sentenceId !== undefined ? 'update' : 'new';
}
