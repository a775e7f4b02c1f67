import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerUrlValidation } from '../../../../server/zoom/webhooks/url-validation.ts';

const unsigned = { signed: false, secretToken: 'secret' };
const signed = { signed: true, secretToken: 'secret' };

describe('answerUrlValidation', () => {
  it('answers with the HMAC of the token', () => {
    const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
    const encryptedToken = createHmac('sha256', 'secret').update(plainToken).digest('hex');
    expect(answerUrlValidation(plainToken, unsigned)).toEqual({ plainToken, encryptedToken });
    expect(answerUrlValidation(plainToken, signed)).toEqual({ plainToken, encryptedToken });
  });

  it('does not sign the text of a webhook, in a signed request either', () => {
    const forged = 'v0:1800000000:{"event":"meeting.rtms_started"}';
    expect(answerUrlValidation(forged, unsigned)).toBeUndefined();
    expect(answerUrlValidation(forged, signed)).toBeUndefined();
  });

  it('answers an unsigned challenge only with a token of Zoom’s shape', () => {
    for (const odd of ['short', 'a'.repeat(65), 'with blank in it', '{"brace":1}', 'line\nbreak_break']) {
      expect(answerUrlValidation(odd, unsigned), odd).toBeUndefined();
    }
  });
});
