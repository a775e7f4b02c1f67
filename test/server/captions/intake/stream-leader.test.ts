/** Covers server/captions/intake/standby-speech.ts, server/captions/intake/stream-selection.ts. */
import { describe, expect, it } from 'vitest';
import { StreamSelection } from '../../../../server/captions/intake/stream-selection.ts';
import type { Segment } from '../../../../server/captions/model/segment.ts';
import type { StreamState } from '../../../../server/captions/model/stream-update.ts';

const state = (streamId: string, state: StreamState, isOriginalHost = false, at = 0) =>
  ({ type: 'stream-state', meetingId: 'm', streamId, state, isOriginalHost, at }) as const;

const segment = (streamId: string, text: string): Segment => ({
  meetingId: 'm',
  streamId,
  speaker: { id: '1', name: 'Ana' },
  sourceLanguage: 'en',
  text,
  attribute: 'new',
  receivedAt: 0,
});

describe('several streams of one meeting', () => {
  it('are led by the oldest, and the segments of the others wait', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'live', false, 1));
    streams.update(state('b', 'live', false, 2));
    expect(streams.select(segment('a', 'Hello.'), 3)).toHaveLength(1);
    expect(streams.select(segment('b', 'Hello.'), 3)).toEqual([]);
  });

  it('are led by the original host when none leads yet', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'connecting', false, 1));
    streams.update(state('b', 'connecting', true, 2));
    streams.update(state('a', 'reconnecting', false, 3));
    streams.update(state('b', 'live', true, 4));
    expect(streams.leads('b')).toBe(true);
  });

  it('hand over when the leader falls silent, with what it may have missed', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'live', false, 1));
    streams.update(state('b', 'live', false, 2));
    streams.select(segment('b', 'Was this heard?'), 3);
    const { missed } = streams.update(state('a', 'reconnecting', false, 4));
    expect(missed.map(({ text }) => text)).toEqual(['Was this heard?']);
    expect(streams.leads('b')).toBe(true);
    expect(streams.meetingState).toBe('live');
  });

  it('hand over when the leader is paused and another is not, and do not hand back', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'live', true, 1));
    streams.update(state('b', 'live', false, 2));
    streams.update(state('a', 'paused', true, 3));
    expect([streams.leads('b'), streams.meetingState]).toEqual([true, 'live']);
    expect(streams.select(segment('b', 'Still here.'), 4)).toHaveLength(1);
    streams.update(state('a', 'live', true, 5));
    expect([streams.leads('b'), streams.meetingState]).toEqual([true, 'live']);
  });

  it('are led by a paused one rather than by one that is being connected', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'paused', false, 1));
    streams.update(state('b', 'reconnecting', true, 2));
    expect([streams.leads('a'), streams.meetingState]).toEqual([true, 'paused']);
  });

  it('are matched by their words where no frame carries a time', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'live', false, 1));
    streams.update(state('b', 'live', false, 2));
    for (const [at, text] of [
      [10, 'One.'],
      [20, 'Yes.'],
      [30, 'Yes.'],
    ] as const) {
      streams.select({ ...segment('a', text), receivedAt: at }, at);
      streams.select({ ...segment('b', text), receivedAt: at + 5 }, at + 5);
    }
    // Only one of these reached the leader.
    streams.select({ ...segment('b', 'Yes.'), receivedAt: 40 }, 40);
    const { missed } = streams.update(state('a', 'ended', false, 50));
    expect(missed.map(({ text, receivedAt }) => [text, receivedAt])).toEqual([['Yes.', 40]]);
  });

  it('have ended when the last one has', () => {
    const streams = new StreamSelection();
    streams.update(state('a', 'live'));
    streams.update(state('b', 'live'));
    streams.update(state('a', 'ended'));
    expect(streams.meetingState).toBe('live');
    streams.update({ ...state('b', 'ended'), reason: { code: 'meeting-ended' } });
    expect([streams.meetingState, streams.reason, streams.anyOpen]).toEqual([
      'ended',
      { code: 'meeting-ended' },
      false,
    ]);
  });
});

describe('the gap when another stream continues', () => {
  const broke = (streamId: string, since: number) => ({
    ...state(streamId, 'ended', false, since + 100),
    interruption: { since },
  });
  const gapOf = (...updates: Parameters<StreamSelection['update']>[0][]) => {
    const streams = new StreamSelection();
    return updates.map((update) => streams.update(update).gapMs).at(-1);
  };

  it('is the time since the broken one was good', () => {
    expect(
      gapOf(
        state('a', 'live', false, 1),
        broke('a', 1_000),
        state('b', 'connecting', false, 4_000),
        state('b', 'live', false, 5_000),
      ),
    ).toBe(4_000);
  });

  it('is reported before the broken one has ended', () => {
    const lost = { ...state('a', 'reconnecting', false, 1_000), interruption: { since: 1_000 } };
    expect(gapOf(state('a', 'live'), lost, state('b', 'live', false, 5_000))).toBe(4_000);
    // A stream that comes back by itself tells it itself.
    expect(gapOf(state('a', 'live'), lost, state('a', 'live', false, 5_000))).toBe(0);
  });

  it('survives a new stream that Zoom refuses', () => {
    const refused = { ...state('b', 'ended', false, 2_000), interruption: {} };
    expect(gapOf(state('a', 'live'), broke('a', 1_000), refused, state('c', 'live', false, 5_000))).toBe(
      4_000,
    );
  });

  it('is counted from the last one that was good', () => {
    const lost = { ...state('a', 'reconnecting', false, 1_000), interruption: { since: 1_000 } };
    expect(
      gapOf(
        state('a', 'live'),
        state('b', 'live'),
        lost,
        broke('b', 3_000),
        state('c', 'live', false, 5_000),
      ),
    ).toBe(2_000);
  });

  it('is none after a stop on purpose, after a pause, and while another stream captures', () => {
    expect(gapOf(state('a', 'live'), state('a', 'ended', false, 10), state('b', 'live', false, 5_000))).toBe(
      0,
    );
    expect(
      gapOf(
        state('a', 'live'),
        state('a', 'paused', false, 10),
        { ...state('a', 'ended', false, 1_000), interruption: {} },
        state('b', 'live', false, 5_000),
      ),
    ).toBe(0);
    expect(
      gapOf(state('a', 'live'), state('b', 'live'), broke('a', 10), state('c', 'live', false, 5_000)),
    ).toBe(0);
  });

  it('is reported when Zoom’s reason is late', () => {
    expect(
      gapOf(
        state('a', 'live'),
        state('a', 'ended', false, 1_000),
        broke('a', 1_000),
        state('b', 'live', false, 5_000),
      ),
    ).toBe(4_000);
  });
});
