import type { Speaker } from '../../../shared/caption.ts';

/** The speaker's id when the frame names none. */
export const UNKNOWN_SPEAKER = 'unknown';

/** One piece of speech as a stream delivered it, in our terms: milliseconds, BCP-47 tags, trimmed well-formed text. */
export interface Segment {
  readonly meetingId: string;
  readonly streamId: string;
  /** Zoom's own id of the sentence; a revision carries the same. */
  readonly sentenceId?: string;
  readonly speaker: Speaker;
  /** `und` when the stream does not say. */
  readonly sourceLanguage: string;
  readonly text: string;
  readonly attribute: 'new' | 'update' | 'delete';
  /** Zoom's clock, when it says. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly timestamp?: number;
  /** Our clock: when the frame arrived. */
  readonly receivedAt: number;
}

/** When it was spoken, by the best time of the frame. */
export function spokenAt(segment: Segment): number {
  return segment.startedAt ?? segment.timestamp ?? segment.receivedAt;
}

/**
 * Equal for a segment and its exact repeat after a reconnect: user, start and end, else timestamp, and text.
 * `undefined` when the frame carries no time at all: saying "Yes." twice is not a repeat.
 */
export function repeatKey(segment: Segment): string | undefined {
  const time =
    segment.startedAt !== undefined || segment.endedAt !== undefined
      ? `${segment.startedAt ?? ''}-${segment.endedAt ?? ''}`
      : segment.timestamp;
  if (time === undefined) return undefined;
  return JSON.stringify([segment.speaker.id, time, segment.attribute, segment.text]);
}
