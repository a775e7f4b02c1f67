import { describe, expect, it } from 'vitest';
import { parseRtmsStatus } from '../../../client/zoom/rtms-status.ts';

describe('the answer of getRTMSStatus', () => {
  it.each([
    ['as typed', { rtmsStatus: [{ rtmsSessionId: 'a', status: 'started' }] }, 'started'],
    ['as typed, without a stream', { rtmsStatus: [] }, 'none'],
    ['as reported, a list', { status: [{ status: 'paused' }] }, 'paused'],
    ['as reported, one object', { status: { rtmsStatus: 'inactive' } }, 'none'],
    ['with two streams', { rtmsStatus: [{ status: 'stopped' }, { status: 'connecting' }] }, 'connecting'],
    ['with a word we do not know', { rtmsStatus: [{ status: 'dancing' }] }, 'unknown'],
    ['that is none', undefined, 'unknown'],
  ])('is understood %s', (_, answer, status) => {
    expect(parseRtmsStatus(answer)).toBe(status);
  });
});
