/** The streams of one meeting: which one leads, and what the others carried meanwhile. */
import type { MeetingState } from '../../shared/meeting-status.ts';
import { STANDBY_WINDOW_MS, STANDBY_WINDOW_SEGMENTS } from './caption-limits.ts';
import type { Segment } from './segment.ts';
import { isCapturing, leaderOf, type MeetingStream } from './stream-leader.ts';
import type { StreamStateUpdate } from './stream-update.ts';

export class MeetingStreams {
  readonly #streams = new Map<string, MeetingStream>();
  #leader: string | undefined;
  #reason: string | undefined;
  #standby: Segment[] = [];

  get anyOpen(): boolean {
    return [...this.#streams.values()].some((stream) => stream.state !== 'ended');
  }

  /** What the meeting shows: the leading stream's state, or that all have ended. */
  get meetingState(): MeetingState | undefined {
    const leader = this.#leader === undefined ? undefined : this.#streams.get(this.#leader);
    if (leader !== undefined) return leader.state;
    return this.#streams.size === 0 ? undefined : 'ended';
  }

  get reason(): string | undefined {
    return this.#reason;
  }

  leads(streamId: string): boolean {
    return this.#leader === undefined || this.#leader === streamId;
  }

  /** The segments to caption now: this one, unless its stream only stands by. */
  take(segment: Segment, now: number): readonly Segment[] {
    const leader = this.#leader === undefined ? undefined : this.#streams.get(this.#leader);
    if (leader === undefined || leader.streamId === segment.streamId || !isCapturing(leader))
      return [segment];
    this.#standby = [...this.#standby, segment]
      .filter((kept) => now - kept.receivedAt <= STANDBY_WINDOW_MS)
      .slice(-STANDBY_WINDOW_SEGMENTS);
    return [];
  }

  /** A stream changed. Returns what the new leader carried while the old one was silent; repeats are dropped later. */
  update({ streamId, state, isOriginalHost, reason, at }: StreamStateUpdate): readonly Segment[] {
    const since = this.#streams.get(streamId)?.since ?? at;
    this.#streams.set(streamId, { streamId, state, isOriginalHost, since });
    const before = this.#leader;
    const leader = leaderOf([...this.#streams.values()], before);
    this.#leader = leader?.streamId;
    if (leader === undefined || leader.streamId === streamId) this.#reason = reason;
    if (before === undefined || before === this.#leader) return [];
    const missed = this.#standby.filter((segment) => segment.streamId === this.#leader);
    this.#standby = [];
    return missed;
  }
}
