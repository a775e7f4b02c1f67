import { describe, expect, it } from 'vitest';
import { stopReason } from '../../../../../server/zoom/rtms/wire/stop-reason.ts';

describe('stop reasons', () => {
  it.each([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 24])('%i: the stream broke down', (code) => {
    expect(stopReason(code).recoverable).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 23, 777])('%i: the stream was stopped on purpose', (code) => {
    expect(stopReason(code).recoverable).toBe(false);
  });

  it('are named by the current table', () => {
    expect(stopReason(24).name).toBe('KEEP_ALIVE_TIMEOUT');
    expect(stopReason(99).name).toBe('UNKNOWN_99');
  });
});
