import { describe, expect, it } from 'vitest';
import { rtmsStatus } from '../../../../../server/zoom/rtms/wire/handshake-status.ts';

describe('status codes', () => {
  it.each([2, 3, 4, 7, 9, 12, 14, 18, 36, 43])('%i is fatal', (code) => {
    expect(rtmsStatus(code).class).toBe('fatal');
  });

  it.each([8, 15, 16, 17, 30, 31, 45])('%i is transient', (code) => {
    expect(rtmsStatus(code).class).toBe('transient');
  });

  it.each([1, 5, 44, 46, 999, -7])('%i is neither, and retried within the window', (code) => {
    expect(rtmsStatus(code).class).toBe('other');
  });

  it('are read by their text where a code of 2025 means a wrong signature', () => {
    expect(rtmsStatus(15, 'INVALID_SIGNATURE').class).toBe('fatal');
    expect(rtmsStatus(15, 'MEDIA_DATA_ALL_CONNECTION_EXIST').class).toBe('transient');
  });

  it('are named by the current table', () => {
    expect(rtmsStatus(8).name).toBe('DUPLICATE_SIGNAL_REQUEST');
    expect(rtmsStatus(43).name).toBe('TRANSCRIPT_SOURCE_LANGUAGE');
    expect(rtmsStatus(47).name).toBe('CHAT_SESSION_KEY_NOT_AVAILABLE');
    expect(rtmsStatus(99).name).toBe('UNKNOWN_99');
  });
});
