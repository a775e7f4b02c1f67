/** Covers server/captions/intake/paced-intake.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FRAME_CHARACTERS,
  MOST_SPEECH_WAITING,
  SPEECH_BURST,
  SPEECH_PER_SECOND,
} from '../../../../server/captions/caption-limits.ts';
import { type SpeakerUpdate, SpeechPace } from '../../../../server/captions/intake/speech-pace.ts';
import { UNKNOWN_SPEAKER } from '../../../../server/captions/model/segment.ts';
import { said } from './said.ts';

function left(speaker: string): SpeakerUpdate {
  return {
    type: 'speaker-left',
    meetingId: 'm',
    streamId: 's',
    speaker: { id: speaker, name: speaker },
    at: 0,
  };
}

const LONG = 10_000;

describe('speech', () => {
  it('passes without delay at the pace of speech, repeats of Zoom included', () => {
    const pace = new SpeechPace<number>();
    for (let second = 0; second < 3_600; second += 1) {
      expect(pace.admit(said('ana', 300), 1, 1_000 * second)).toBe(true);
      expect(pace.admit(said('ana', 320), 2, 1_000 * second + 500)).toBe(true);
    }
  });

  it('waits above that pace, and delays no other speaker', () => {
    const pace = new SpeechPace<string>();
    expect(pace.admit(said('eve', LONG), 'first', 0)).toBe(true);
    expect(pace.admit(said('eve', LONG), 'second', 0)).toBe(false);
    expect(pace.admit(said('eve', 1), 'third', 0)).toBe(false);
    expect(pace.admit(said('ana', LONG), 'ana', 0)).toBe(true);
    expect(pace.due(0)).toEqual([]);
    const missing = 2 * (LONG + FRAME_CHARACTERS) - SPEECH_BURST;
    const paid = (1_000 * missing) / SPEECH_PER_SECOND;
    expect(pace.due(paid)).toEqual(['second']);
    expect(pace.due(paid + 1_000)).toEqual(['third']);
    expect(pace.isEmpty).toBe(true);
  });

  it('precedes later updates of its speaker, also revisions without a speaker', () => {
    const pace = new SpeechPace<string>();
    pace.admit(said('eve', LONG), 'first', 0);
    pace.admit(said('eve', LONG, { sentenceId: '7' }), 'second', 0);
    const nameless = { id: UNKNOWN_SPEAKER, name: '' };
    expect(
      pace.admit(said('', 0, { speaker: nameless, sentenceId: '7', attribute: 'delete' }), 'delete', 0),
    ).toBe(false);
    expect(pace.admit(left('eve'), 'left', 0)).toBe(false);
    expect(pace.admit(left('ana'), 'ana left', 0)).toBe(true);
    expect(pace.drain()).toEqual(['second', 'delete', 'left']);
    expect(pace.isEmpty).toBe(true);
  });

  it('is released early when too much waits', () => {
    const pace = new SpeechPace<number>();
    const frames = 2 + Math.ceil(MOST_SPEECH_WAITING / LONG);
    for (let frame = 1; frame <= frames; frame += 1) pace.admit(said('eve', LONG), frame, 0);
    expect(pace.due(0)).toEqual([2, 3]);
  });

  it('is not lost, repeated or reordered for a speaker', () => {
    const frames = fc.array(
      fc.record({
        speaker: fc.constantFrom('ana', 'ben', 'eve'),
        characters: fc.constantFrom(1, 500, LONG),
        afterMs: fc.constantFrom(0, 10, 5_000),
        looks: fc.boolean(),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(frames, (spoken) => {
        const pace = new SpeechPace<readonly [string, number]>();
        const taken: (readonly [string, number])[] = [];
        let now = 0;
        for (const [index, { speaker, characters, afterMs, looks }] of spoken.entries()) {
          now += afterMs;
          const ticket = [speaker, index] as const;
          if (pace.admit(said(speaker, characters), ticket, now)) taken.push(ticket);
          if (looks) taken.push(...pace.due(now));
        }
        taken.push(...pace.drain());
        for (const one of ['ana', 'ben', 'eve']) {
          const expected = spoken.flatMap(({ speaker }, index) => (speaker === one ? [index] : []));
          expect(taken.filter(([speaker]) => speaker === one).map(([, index]) => index)).toEqual(expected);
        }
        expect(taken).toHaveLength(spoken.length);
      }),
    );
  });
});
