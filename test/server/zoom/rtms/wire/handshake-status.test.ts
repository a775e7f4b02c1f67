import { describe, expect, it } from 'vitest';
import { endSentence } from '../../../../../server/zoom/rtms/connection/end-reason.ts';
import { rtmsStatus } from '../../../../../server/zoom/rtms/wire/handshake-status.ts';
import { stopReason } from '../../../../../server/zoom/rtms/wire/stop-reason.ts';

describe('status codes', () => {
  it.each([2, 3, 4, 7, 9, 12, 14, 18, 36, 43])('%i can never succeed', (code) => {
    expect(rtmsStatus(code).class).toBe('fatal');
  });

  it.each([8, 15, 16, 17, 30, 31, 45])('%i passes', (code) => {
    expect(rtmsStatus(code).class).toBe('transient');
  });

  it.each([1, 5, 44, 46, 999, -7])('%i is neither, and tried within the window', (code) => {
    expect(rtmsStatus(code).class).toBe('other');
  });

  it('believes the text when a code of 2025 says that the signature is wrong', () => {
    expect(rtmsStatus(15, 'INVALID_SIGNATURE').class).toBe('fatal');
    expect(rtmsStatus(15, 'MEDIA_DATA_ALL_CONNECTION_EXIST').class).toBe('transient');
  });

  it('names codes by the current table', () => {
    expect(rtmsStatus(8).name).toBe('DUPLICATE_SIGNAL_REQUEST');
    expect(rtmsStatus(43).name).toBe('TRANSCRIPT_SOURCE_LANGUAGE');
    expect(rtmsStatus(47).name).toBe('CHAT_SESSION_KEY_NOT_AVAILABLE');
    expect(rtmsStatus(99).name).toBe('UNKNOWN_99');
  });

  it('tells people what to do, and operators the code', () => {
    const end = endSentence({ type: 'refused', refusal: { link: 'signaling', status: 3, reason: '' } });
    expect(end).toContain('client id and secret');
    expect(end).toContain('signaling handshake, status 3');
  });
});

describe('stop reasons', () => {
  it.each([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 24])('%i offers a new start', (code) => {
    expect(stopReason(code).recoverable).toBe(true);
    expect(stopReason(code).sentence).toContain('again');
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 23, 777])('%i was meant', (code) => {
    expect(stopReason(code).recoverable).toBe(false);
  });
});
