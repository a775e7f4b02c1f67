/** Speech as Zoom's media server would send it, and as our door to Zoom reads it. */
import type { Segment } from '../../../server/captions/model/segment.ts';
import { type SegmentContext, toSegment } from '../../../server/zoom/rtms/content/to-segment.ts';
import { parseFrame } from '../../../server/zoom/rtms/wire/protocol.ts';
import type { SpokenLanguage } from './meeting.ts';
import type { SpokenSegment } from './segments.ts';

/** RTMS_TRANSCRIPT_LANGUAGE. */
const languageIds: Readonly<Record<SpokenLanguage, number>> = { en: 9, es: 28 };

/** A transcript message (17). */
export function frameOf({ speaker, text, startedMs, endedMs }: SpokenSegment, meetingAt: number): string {
  const content = {
    user_id: speaker.name,
    user_name: speaker.name,
    data: text,
    language: languageIds[speaker.language],
    start_time: meetingAt + startedMs,
    end_time: meetingAt + endedMs,
    timestamp: meetingAt + endedMs,
  };
  return JSON.stringify({ msg_type: 17, content });
}

export function heardFrame(frame: string, context: Omit<SegmentContext, 'nameOf'>): Segment {
  const parsed = parseFrame(frame);
  const segment =
    parsed.type === 'transcript'
      ? toSegment(parsed.content, { ...context, nameOf: () => undefined })
      : undefined;
  if (segment === undefined) throw new Error('A frame of the evaluation says nothing.');
  return segment;
}
