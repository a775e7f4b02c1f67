/** Recent speech of the streams of a meeting: a hand-over adds what the old leader did not carry. */
import { STANDBY_WINDOW_MS, STANDBY_WINDOW_SEGMENTS, UNTIMED_REPEAT_MS } from '../caption-limits.ts';
import { repeatKey, type Segment } from '../model/segment.ts';

export class StandbySpeech {
  #led: readonly Segment[] = [];
  #waiting: readonly Segment[] = [];

  /** Records a segment that became a line. */
  captioned(segment: Segment, now: number): void {
    // A segment with a time is recognised by its repeat key.
    if (repeatKey(segment) === undefined) this.#led = latest([...this.#led, segment], now);
  }

  hold(segment: Segment, now: number): void {
    this.#waiting = latest([...this.#waiting, segment], now);
  }

  /** The segments of the new leader that were not captioned; repeats with a time are dropped later. */
  handOver(streamId: string | undefined): readonly Segment[] {
    const led = [...this.#led];
    const missed = this.#waiting.filter((segment) => {
      if (segment.streamId !== streamId) return false;
      const known =
        repeatKey(segment) === undefined ? led.findIndex((other) => saysTheSame(other, segment)) : -1;
      // Each match counts once, because the same words may be spoken twice.
      if (known >= 0) led.splice(known, 1);
      return known < 0;
    });
    this.#waiting = [];
    return missed;
  }
}

function latest(segments: readonly Segment[], now: number): readonly Segment[] {
  return segments
    .filter((kept) => now - kept.receivedAt <= STANDBY_WINDOW_MS)
    .slice(-STANDBY_WINDOW_SEGMENTS);
}

function saysTheSame(a: Segment, b: Segment): boolean {
  return (
    a.speaker.id === b.speaker.id &&
    a.attribute === b.attribute &&
    a.text === b.text &&
    Math.abs(a.receivedAt - b.receivedAt) <= UNTIMED_REPEAT_MS
  );
}
