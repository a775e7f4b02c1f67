import type { CaptionIntake } from '../../../captions/ports/caption-intake.ts';
import type { StreamCounters } from '../stream-counters.ts';
import { type RtmsFrame, sessionStates } from '../wire/frames.ts';
import { Roster, type RosterPerson } from './roster.ts';
import { toSegment } from './to-segment.ts';

type ContentFrame = Extract<RtmsFrame, { type: 'transcript' | 'people-joined' | 'people-left' }>;

export interface StreamContentOptions {
  readonly meetingId: string;
  readonly streamId: string;
  readonly rosterSettlesMs: number;
  readonly captions: Pick<CaptionIntake, 'accept'>;
  readonly counters: StreamCounters;
  /** Milliseconds, our clock. */
  readonly now: () => number;
}

/** The content of a stream, as opposed to its connection: transcripts, and who is in the meeting. */
export interface StreamContent {
  /** The subscription to joins and leaves was sent. */
  subscribed(): void;
  /** A session state (msg 9) was announced. Zoom reports every participant as leaving after a session stopped. */
  sessionChanged(state: number): void;
  /** @param isEnding the stream ends: leaves are the end of the meeting and are not reported. */
  accept(frame: ContentFrame, isEnding: boolean): void;
}

export function createStreamContent(options: StreamContentOptions): StreamContent {
  const { meetingId, streamId, captions, counters, now } = options;
  const roster = new Roster({ settlesMs: options.rosterSettlesMs });
  let session: number | undefined;

  return {
    subscribed: () => roster.subscribed(now()),
    sessionChanged: (state) => {
      session = state;
    },
    accept: (frame, isEnding) => {
      switch (frame.type) {
        case 'transcript':
          return acceptTranscript(frame);
        case 'people-joined':
          return report('speaker-joined', roster.joined(frame.people, now()));
        case 'people-left': {
          const left = roster.left(frame.people);
          if (!isEnding && session !== sessionStates.stopped) report('speaker-left', left);
        }
      }
    },
  };

  function acceptTranscript({ content }: Extract<ContentFrame, { type: 'transcript' }>): void {
    const nameOf = (userId: string) => roster.nameOf(userId);
    const segment = toSegment(content, { meetingId, streamId, nameOf, receivedAt: now() });
    if (segment === undefined) {
      counters.emptyTranscripts += 1;
      return;
    }
    counters.segments += 1;
    if (content.userId !== undefined) roster.spoke(segment.speaker);
    captions.accept({ type: 'segment', segment });
  }

  function report(type: 'speaker-joined' | 'speaker-left', people: readonly RosterPerson[]): void {
    for (const speaker of people) captions.accept({ type, meetingId, streamId, speaker, at: now() });
  }
}
