import { describe, expect, it } from 'vitest';
import type { StreamUpdate } from '../../../../../server/captions/model/stream-update.ts';
import { createStreamContent } from '../../../../../server/zoom/rtms/content/stream-content.ts';
import { newStreamCounters } from '../../../../../server/zoom/rtms/stream-counters.ts';
import { sessionStates } from '../../../../../server/zoom/rtms/wire/frames.ts';
import { parseFrame } from '../../../../../server/zoom/rtms/wire/protocol.ts';

const ana = { id: '7', name: 'Ana' };

function scene() {
  const updates: StreamUpdate[] = [];
  const counters = newStreamCounters();
  const content = createStreamContent({
    meetingId: 'm',
    streamId: 's',
    rosterSettlesMs: 0,
    captions: { accept: (update) => void updates.push(update) },
    counters,
    now: () => 5,
  });
  const speak = (data: string) => {
    const frame = parseFrame(
      JSON.stringify({ msg_type: 17, content: { user_id: 7, user_name: 'Ana', data } }),
    );
    if (frame.type === 'transcript') content.accept(frame, false);
  };
  const leave = (isEnding = false) => content.accept({ type: 'people-left', people: [ana] }, isEnding);
  return { updates, counters, content, speak, leave };
}

describe('the content of a stream', () => {
  it('is a segment for each transcript with text, and is counted', () => {
    const { updates, counters, speak } = scene();
    speak('Hello.');
    speak(' ');
    expect(updates).toMatchObject([{ type: 'segment', segment: { text: 'Hello.', speaker: ana } }]);
    expect(counters).toMatchObject({ segments: 1, emptyTranscripts: 1 });
  });

  it('reports the leave of a speaker', () => {
    const { updates, speak, leave } = scene();
    speak('Hello.');
    leave();
    expect(updates.slice(1)).toEqual([
      { type: 'speaker-left', meetingId: 'm', streamId: 's', speaker: ana, at: 5 },
    ]);
  });

  it('reports no leave while the stream ends', () => {
    const { updates, speak, leave } = scene();
    speak('Hello.');
    leave(true);
    expect(updates).toHaveLength(1);
  });

  it('reports no leave after the session stopped, and a leave after the next session started', () => {
    const { updates, content, speak, leave } = scene();
    speak('Hello.');
    content.sessionChanged(sessionStates.stopped);
    leave();
    expect(updates).toHaveLength(1);
    content.sessionChanged(sessionStates.started);
    speak('Hello again.');
    leave();
    expect(updates.at(-1)).toMatchObject({ type: 'speaker-left', speaker: ana });
  });
});
