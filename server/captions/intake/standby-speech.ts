/** What the streams of a meeting carried lately: at a hand-over, what the old leader did not bring is added. */
import { STANDBY_WINDOW_MS, STANDBY_WINDOW_SEGMENTS, UNTIMED_REPEAT_MS } from '../caption-limits.ts';
import { repeatKey, type Segment } from '../model/segment.ts';

export class StandbySpeech {
  #led: readonly Segment[] = [];
  #waiting: readonly Segment[] = [];

  /** It became a line. */
  captioned(segment: Segment, now: number): void {
    // With a time, a repeat is recognised wherever it comes from.
    if (repeatKey(segment) === undefined) this.#led = latest([...this.#led, segment], now);
  }

  hold(segment: Segment, now: number): void {
    this.#waiting = latest([...this.#waiting, segment], now);
  }

  /** This stream leads from now on. Repeats that carry a time are among them. */
  handOver(streamId: string | undefined): readonly Segment[] {
    const led = [...this.#led];
    const missed = this.#waiting.filter((segment) => {
      if (segment.streamId !== streamId) return false;
      const known =
        repeatKey(segment) === undefined ? led.findIndex((other) => saysTheSame(other, segment)) : -1;
      // Each counts once: somebody may say "Yes." twice.
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
