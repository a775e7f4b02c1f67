import type { CaptionIntake } from '../../../captions/ports/caption-intake.ts';
import type { StreamCounters } from '../stream-counters.ts';
import type { RtmsFrame } from '../wire/protocol.ts';
import { Roster, type RosterPerson } from './roster.ts';
import { toSegment } from './to-segment.ts';

type ContentFrame = Extract<RtmsFrame, { type: 'transcript' | 'people-joined' | 'people-left' }>;

export interface StreamContentOptions {
  readonly meetingId: string;
  readonly streamId: string;
  readonly rosterSettlesMs: number;
  readonly captions: Pick<CaptionIntake, 'accept'>;
  readonly counters: StreamCounters;
  readonly now: () => number;
}

/** What a stream brings, as opposed to how it is connected: speech, and who is there. */
export interface StreamContent {
  /** Zoom was asked for joins and leaves. */
  subscribed(): void;
  /** @param isEnding at the end of a session Zoom reports everybody as leaving: that is no news. */
  take(frame: ContentFrame, isEnding: boolean): void;
}

export function createStreamContent(options: StreamContentOptions): StreamContent {
  const { meetingId, streamId, captions, counters, now } = options;
  const roster = new Roster({ settlesMs: options.rosterSettlesMs });
  const tell = (type: 'speaker-joined' | 'speaker-left', people: readonly RosterPerson[]) => {
    for (const speaker of people) captions.accept({ type, meetingId, streamId, speaker, at: now() });
  };
  const transcript = ({ content }: Extract<ContentFrame, { type: 'transcript' }>) => {
    const nameOf = (userId: string) => roster.nameOf(userId);
    const segment = toSegment(content, { meetingId, streamId, nameOf, receivedAt: now() });
    if (segment === undefined) {
      counters.emptyTranscripts += 1;
      return;
    }
    counters.segments += 1;
    if (content.userId !== undefined) roster.spoke(segment.speaker);
    captions.accept({ type: 'segment', segment });
  };
  return {
    subscribed: () => roster.subscribed(now()),
    take: (frame, isEnding) => {
      if (frame.type === 'transcript') return transcript(frame);
      if (frame.type === 'people-joined') return tell('speaker-joined', roster.joined(frame.people, now()));
      const left = roster.left(frame.people);
      if (!isEnding) tell('speaker-left', left);
    },
  };
}
