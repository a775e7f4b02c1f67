/** Covers shared/meeting-status.ts. */
import { describe, expect, it } from 'vitest';
import { readableStatus, reasonSentence } from '../../../../server/zoom/rtms/reason-sentence.ts';
import { reasonCodes } from '../../../../shared/meeting-status.ts';

describe('the sentence of a reason', () => {
  it.each(reasonCodes)('is a plain English sentence for %s', (code) => {
    expect(reasonSentence({ code })).toMatch(/^[A-Z].+\.$/);
  });

  it.each(reasonCodes)('ends with link and status of a refused handshake, for %s', (code) => {
    const sentence = reasonSentence({ code, handshake: { link: 'signaling', status: 3 } });
    expect(sentence).toMatch(/\. \(signaling handshake, status 3\)$/);
  });

  it('names the scope for status 12, and the missing address otherwise', () => {
    expect(reasonSentence({ code: 'no-transcripts', handshake: { link: 'media', status: 12 } })).toContain(
      'transcription may be off',
    );
    expect(reasonSentence({ code: 'no-transcripts' })).toContain('no transcript server');
  });

  it.each(['zoom-error', 'not-made', 'lost', 'zoom-stopped', 'credentials', 'not-restored'] as const)(
    'offers a new start after a stream that broke down: %s',
    (code) => {
      expect(reasonSentence({ code })).toMatch(/Start them again to go on\.$/);
    },
  );
});

describe('a status for readers', () => {
  it('has the sentence and the code', () => {
    expect(readableStatus({ state: 'ended', since: 5, reason: { code: 'meeting-ended' } })).toEqual({
      state: 'ended',
      since: 5,
      reason: 'The meeting has ended.',
      reasonCode: 'meeting-ended',
    });
  });

  it('has neither without a reason', () => {
    expect(readableStatus({ state: 'live', since: 5 })).toEqual({ state: 'live', since: 5 });
  });
});
