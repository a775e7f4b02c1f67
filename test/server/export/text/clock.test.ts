import { describe, expect, it } from 'vitest';
import { clockOf, cueTime, elapsedTime, isTimeZone } from '../../../../server/export/text/clock.ts';

describe('a clock', () => {
  const at = Date.UTC(2026, 6, 1, 23, 59, 59, 7);

  it.each([
    ['UTC', '2026-07-01T23:59:59.007+00:00'],
    ['Europe/Madrid', '2026-07-02T01:59:59.007+02:00'],
    ['Asia/Kathmandu', '2026-07-02T05:44:59.007+05:45'],
    ['America/St_Johns', '2026-07-01T21:29:59.007-02:30'],
  ])('of %s tells the moment with its offset', (zone, iso) => {
    expect(clockOf(zone).iso(at)).toBe(iso);
    expect(Date.parse(clockOf(zone).iso(at))).toBe(at);
  });

  it('tells midnight as 00, and follows the change to winter', () => {
    const { time } = clockOf('Europe/Madrid');
    expect(time(Date.UTC(2026, 9, 24, 22))).toBe('2026-10-25 00:00:00');
    expect(time(Date.UTC(2026, 9, 25, 0, 30))).toBe('2026-10-25 02:30:00');
    expect(time(Date.UTC(2026, 9, 25, 1, 30))).toBe('2026-10-25 02:30:00');
  });

  it.each([Number.NaN, -5, 1e18, 0.5])('survives the time %s of somebody’s clock', (odd) => {
    expect(clockOf('UTC').iso(odd)).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});

it.each([
  ['Europe/Madrid', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+5', true],
  ['+01:00', false],
  ['Mars/Olympus', false],
  ['', false],
  [`A${'/x'.repeat(80)}`, false],
])('%j is the name of a time zone: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is);
});

it('times of lines have hours, those of cues milliseconds', () => {
  expect(elapsedTime(31 * 3_600_000 + 61_999)).toBe('31:01:01');
  expect(elapsedTime(-5)).toBe('00:00:00');
  expect(cueTime(3_661_007, '.')).toBe('01:01:01.007');
  expect(cueTime(59_999.6, ',')).toBe('00:01:00,000');
});
