/** The streams of one meeting: the leader, and recent speech of the others. */
import type { MeetingState } from '../../../shared/meeting-status.ts';
import type { Segment } from '../model/segment.ts';
import type { StateReason, StreamState, StreamStateUpdate } from '../model/stream-update.ts';
import { StandbySpeech } from './standby-speech.ts';
import { isInCharge, leaderOf, type MeetingStream } from './stream-leader.ts';

interface Change {
  /** Speech of the new leader that the old one did not carry; repeats are dropped later. */
  readonly missed: readonly Segment[];
  /** The gap when capture continues with another stream; otherwise 0. */
  readonly gapMs: number;
}

export class StreamSelection {
  readonly #streams = new Map<string, MeetingStream>();
  #leader: string | undefined;
  #reason: StateReason | undefined;
  readonly #speech = new StandbySpeech();
  /** The start of a gap in the capture. */
  #missingSince: number | undefined;

  get anyOpen(): boolean {
    return [...this.#streams.values()].some((stream) => stream.state !== 'ended');
  }

  /** The state of the leading stream, or `ended` when all have ended. */
  get meetingState(): MeetingState | undefined {
    const leader = this.#leader === undefined ? undefined : this.#streams.get(this.#leader);
    if (leader !== undefined) return leader.state;
    return this.#streams.size === 0 ? undefined : 'ended';
  }

  get reason(): StateReason | undefined {
    return this.#reason;
  }

  leads(streamId: string): boolean {
    return this.#leader === undefined || this.#leader === streamId;
  }

  /** The segments to caption now: this one, unless its stream only stands by. */
  select(segment: Segment, now: number): readonly Segment[] {
    const leader = this.#leader === undefined ? undefined : this.#streams.get(this.#leader);
    if (leader === undefined || leader.streamId === segment.streamId || !isInCharge(leader)) {
      this.#speech.captioned(segment, now);
      return [segment];
    }
    this.#speech.hold(segment, now);
    return [];
  }

  update(update: StreamStateUpdate): Change {
    const { streamId, state, isOriginalHost, at } = update;
    const known = this.#streams.get(streamId);
    const since = known?.since ?? at;
    this.#streams.set(streamId, { streamId, state, isOriginalHost, since });
    const before = this.#leader;
    const leader = leaderOf([...this.#streams.values()], before);
    this.#leader = leader?.streamId;
    if (leader === undefined || leader.streamId === streamId) this.#reason = update.reason;
    const gapMs = this.#gapUntil(update, known?.state);
    if (before === undefined || before === this.#leader) return { missed: [], gapMs };
    return { missed: this.#speech.handOver(this.#leader), gapMs };
  }

  #gapUntil({ state, at, interruption }: StreamStateUpdate, before: StreamState | undefined): number {
    const missingSince = this.#missingSince;
    if (this.#isAny('live')) {
      this.#missingSince = undefined;
      // A stream that reconnects reports its gap itself.
      const isAnother = state === 'live' && before !== 'reconnecting';
      return isAnother && missingSince !== undefined ? at - missingSince : 0;
    }
    const since = interruption?.since;
    if (since !== undefined) this.#missingSince = Math.max(missingSince ?? since, since);
    // A pause or a stop on purpose is no gap.
    else if (state === 'paused' || (state === 'ended' && interruption === undefined && !this.anyOpen))
      this.#missingSince = undefined;
    return 0;
  }

  #isAny(state: StreamState): boolean {
    return [...this.#streams.values()].some((stream) => stream.state === state);
  }
}
