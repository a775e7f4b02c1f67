import { describe, expect, it } from 'vitest';
import { TokenBuckets } from '../../../server/access/token-buckets.ts';

function buckets() {
  const clock = { now: 1_000 };
  return { clock, buckets: new TokenBuckets({ perMinute: 60, burst: 3, now: () => clock.now }) };
}

describe('a token bucket', () => {
  it('allows a burst, then returns the time to wait', () => {
    const { buckets: bucket } = buckets();
    expect([1, 2, 3, 4].map(() => bucket.consume('a'))).toEqual([undefined, undefined, undefined, 1_000]);
  });

  it('fills again with time, and no further than its burst', () => {
    const { clock, buckets: bucket } = buckets();
    for (let time = 0; time < 3; time += 1) bucket.consume('a');
    clock.now += 1_500;
    expect([bucket.consume('a'), bucket.consume('a')]).toEqual([undefined, 500]);
    clock.now += 3_600_000;
    expect([1, 2, 3, 4].map(() => bucket.consume('a') === undefined)).toEqual([true, true, true, false]);
  });

  it('counts each key separately', () => {
    const { buckets: bucket } = buckets();
    for (let time = 0; time < 4; time += 1) bucket.consume('a');
    expect(bucket.consume('b')).toBeUndefined();
  });

  it('takes a refund', () => {
    const { buckets: bucket } = buckets();
    for (let time = 0; time < 3; time += 1) bucket.consume('a');
    bucket.refund('a');
    expect([bucket.consume('a'), bucket.consume('a')]).toEqual([undefined, 1_000]);
  });
});
