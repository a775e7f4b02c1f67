import type { SpeakerUpdate } from '../../../../server/captions/intake/speech-pace.ts';
import type { Segment } from '../../../../server/captions/model/segment.ts';

/** A segment of a speaker, so many characters long. */
export function said(speaker: string, characters: number, more: Partial<Segment> = {}): SpeakerUpdate {
  const segment = {
    meetingId: 'm',
    streamId: 's',
    speaker: { id: speaker, name: speaker },
    sourceLanguage: 'en',
    text: 'a'.repeat(characters),
    attribute: 'new' as const,
    receivedAt: 0,
    ...more,
  };
  return { type: 'segment', segment };
}
