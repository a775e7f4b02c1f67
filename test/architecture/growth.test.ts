import { describe, expect, it } from 'vitest';
import { growthOf, LARGEST_GROWTH } from '../support/growth.ts';

const row = (n: number) => 'a'.repeat(n);

describe('the measure of growth', () => {
  it('accepts a function that reads its input once', () => {
    expect(growthOf(row, (text) => text.replace(/a/g, 'b')).factor).toBeLessThanOrEqual(LARGEST_GROWTH);
  });

  it('accepts a function whose time does not depend on its input', () => {
    expect(growthOf(row, (text) => text.length).factor).toBeLessThanOrEqual(LARGEST_GROWTH);
  });

  it('refuses a function whose time grows with the square of its input', () => {
    expect(growthOf(row, (text) => /a*b/.test(text)).factor).toBeGreaterThan(LARGEST_GROWTH);
  });

  it('refuses an exponential expression instead of waiting for it', () => {
    const exponential = /^(?:a|a)+$/;
    expect(() =>
      growthOf(
        (n) => `${row(n)}b`,
        (text) => exponential.test(text),
        { limitMs: 500 },
      ),
    ).toThrow(/not done after/);
  });
});
