import { describe, expect, it } from 'vitest';
import {
  type EndReason,
  endSentence,
  refusalSentence,
} from '../../../../server/zoom/rtms/connection/end-reason.ts';
import { withReasonCode } from '../../../../server/zoom/rtms/reason-code.ts';
import { reasonCodes } from '../../../../shared/meeting-status.ts';

function codeOf(end: EndReason): string | undefined {
  return withReasonCode({ reason: endSentence(end) }).reasonCode;
}

/** A contact centre's, which this app does not serve; their English has to do. */
const contactCentre = [21, 22, 26];

describe('the word for a reason', () => {
  it('is known for everything Zoom ends a stream with', () => {
    const stops = Array.from({ length: 40 }, (_, stopReason) => stopReason);
    const unknown = stops.filter((stopReason) => codeOf({ type: 'stopped', stopReason }) === undefined);
    expect(unknown).toEqual(contactCentre);
    expect(codeOf({ type: 'stopped', stopReason: 6 })).toBe('meeting-ended');
  });

  it('is known for every refusal, whatever was added for the operator', () => {
    const refusal = { link: 'media', status: 12, reason: '' } as const;
    const statuses = Array.from({ length: 60 }, (_, status) => ({ ...refusal, status: status + 1 }));
    const unknown = statuses.filter(
      (one) => withReasonCode({ reason: refusalSentence(one) }).reasonCode === undefined,
    );
    expect(unknown).toEqual([]);
    expect(codeOf({ type: 'refused', refusal })).toBe('no-transcripts');
    expect(codeOf({ type: 'window-over', refusal })).toBe('no-transcripts');
  });

  it('is known when we gave up ourselves', () => {
    expect(
      [
        codeOf({ type: 'window-over' }),
        codeOf({ type: 'terminated' }),
        codeOf({ type: 'no-address', link: 'signaling' }),
      ].every((code) => reasonCodes.some((known) => known === code)),
    ).toBe(true);
  });

  it('is missing where the sentence is a stranger, or there is none', () => {
    expect(withReasonCode({ reason: 'Something new.' })).toEqual({ reason: 'Something new.' });
    expect(withReasonCode({})).toEqual({});
  });
});
