import { describe, expect, it } from 'vitest';
import {
  answered,
  type ConcurrencyLimit,
  decreased,
  initialLimit,
} from '../../../../../server/translation/pipeline/queue/concurrency-limit.ts';
import { LEAST_CONCURRENCY } from '../../../../../server/translation/translation-limits.ts';

const limits = { concurrency: 4, ceiling: 16 };

/** A limit and what happens to it, one call after the other; each takes 100 ms. */
class Story {
  limit: ConcurrencyLimit;
  now = 0;
  readonly #limits: { readonly concurrency: number; readonly ceiling?: number };

  constructor(of: { readonly concurrency: number; readonly ceiling?: number } = limits) {
    this.#limits = of;
    this.limit = initialLimit(of);
  }

  /** As many calls as go out at a time are answered. */
  roundTrip(call: { readonly isHeldBack?: boolean; readonly tookMs?: number } = {}): number {
    const { isHeldBack = true, tookMs = 100 } = call;
    const underWay = this.calls;
    this.now += 1;
    const startedAt = this.now;
    this.now += tookMs;
    for (let at = 1; at <= underWay; at += 1)
      this.limit = answered(this.limit, { startedAt, now: this.now, underWay: at, isHeldBack }, this.#limits);
    return this.calls;
  }

  refuse({ startedAt = this.now + 1, underWay = this.calls } = {}): number {
    this.now += 2;
    this.limit = decreased(this.limit, { startedAt, now: this.now, underWay }, this.#limits);
    return this.calls;
  }

  get calls(): number {
    return Math.floor(this.limit.calls);
  }
}

describe('the number of calls at a time', () => {
  it('doubles with each round trip at first, up to the ceiling', () => {
    const story = new Story();
    expect([story.calls, story.roundTrip(), story.roundTrip(), story.roundTrip()]).toEqual([4, 8, 16, 16]);
  });

  it('stays while nothing waits for it', () => {
    expect(new Story().roundTrip({ isHeldBack: false })).toBe(4);
  });

  it('stays while answers take more than twice the usual time', () => {
    const story = new Story();
    for (let trip = 0; trip < 10; trip += 1) story.roundTrip({ isHeldBack: false });
    expect(story.roundTrip({ tookMs: 250 })).toBe(4);
    expect(story.roundTrip({ tookMs: 150 })).toBe(8);
  });

  it('is that of an engine in this process for ever', () => {
    const story = new Story({ concurrency: 16 });
    expect([story.roundTrip(), story.refuse()]).toEqual([16, 16]);
  });

  it('is halved by a refusal, never below two', () => {
    const story = new Story();
    story.roundTrip();
    expect([story.refuse(), story.refuse(), story.refuse()]).toEqual([
      4,
      LEAST_CONCURRENCY,
      LEAST_CONCURRENCY,
    ]);
  });

  it('is halved once by several refusals of one round trip', () => {
    const story = new Story();
    story.roundTrip();
    const startedAt = story.now;
    expect([story.refuse({ startedAt }), story.refuse({ startedAt })]).toEqual([4, 4]);
  });

  it('grows by less than one a round trip after a refusal of more calls than were ever answered at a time', () => {
    const story = new Story();
    story.roundTrip();
    expect(story.refuse({ underWay: 8 })).toBe(4);
    expect([story.roundTrip(), story.roundTrip(), story.roundTrip()]).toEqual([4, 5, 6]);
  });

  it('is soon what it was after a refusal of no more calls than were answered at a time', () => {
    const story = new Story();
    story.roundTrip();
    story.roundTrip({ isHeldBack: false });
    expect(story.refuse({ underWay: 3 })).toBe(4);
    expect(story.roundTrip()).toBe(8);
  });
});
