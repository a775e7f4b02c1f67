/** Covers server/zoom/rtms/connection/end-reason.ts. */
import { describe, expect, it } from 'vitest';
import type { EndReason } from '../../../../server/zoom/rtms/connection/end-reason.ts';
import { reasonOfEnd, reasonOfRefusal } from '../../../../server/zoom/rtms/reason-code.ts';
import { type ReasonCode, reasonCodes } from '../../../../shared/meeting-status.ts';

/** RTMS_STOP_REASON, the whole table, as each is shown. */
const ofStops: readonly (readonly [ReasonCode, readonly number[]])[] = [
  ['stopped', [0, 2, 20, 21, 22, 25]],
  ['host-stopped', [1]],
  ['starter-left', [3]],
  ['starter-removed', [4]],
  ['app-disabled', [5]],
  ['meeting-ended', [6]],
  ['participant-stopped', [7]],
  ['revoked', [8]],
  ['apps-disabled', [9]],
  ['zoom-error', [10]],
  ['not-made', [11]],
  ['lost', [12, 13, 14, 15, 16, 24]],
  ['zoom-stopped', [17, 26]],
  ['credentials', [18]],
  ['not-restored', [19]],
  ['admin-disabled', [23]],
];

/** RTMS_STATUS_CODE with a code of its own; every other status is a refusal or asks to wait. */
const ofStatuses: ReadonlyMap<number, ReasonCode> = new Map([
  [2, 'unknown-stream'],
  [3, 'signature'],
  [8, 'still-connected'],
  [12, 'no-transcripts'],
  [15, 'still-connected'],
  [16, 'still-connected'],
  [17, 'not-ready'],
  [30, 'not-ready'],
  [31, 'not-ready'],
  [43, 'source-language'],
  [45, 'media-error'],
]);

describe('the reason code of an end', () => {
  const stops = ofStops.flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const));

  it('is tested for every stop reason of the table', () => {
    expect(stops.map(([number]) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 27 }, (_, number) => number),
    );
  });

  it.each(stops)('stop reason %i is %s', (stopReason, code) => {
    expect(reasonOfEnd({ type: 'stopped', stopReason })).toEqual({ code });
  });

  it.each([27, 99, 2_000, -1])('stop reason %i, which Zoom has not documented, is zoom-stopped', (number) => {
    expect(reasonOfEnd({ type: 'stopped', stopReason: number })).toEqual({ code: 'zoom-stopped' });
  });

  it.each<[EndReason, ReasonCode]>([
    [{ type: 'window-over' }, 'not-restored'],
    [{ type: 'terminated' }, 'stopped'],
    [{ type: 'no-address', link: 'signaling' }, 'no-server'],
    [{ type: 'no-address', link: 'media' }, 'no-transcripts'],
  ])('the end %j is %s', (end, code) => {
    expect(reasonOfEnd(end)).toEqual({ code });
  });
});

describe('the reason code of a refused handshake', () => {
  const statuses = Array.from({ length: 60 }, (_, index) => index + 1);

  it.each(statuses)('status %i has a code and keeps link and status', (status) => {
    const refusal = { link: 'media', status, reason: 'TEXT' } as const;
    const reason = { code: ofStatuses.get(status) ?? 'refused', handshake: { link: 'media', status } };
    expect(reasonOfRefusal(refusal)).toEqual(reason);
    expect(reasonOfEnd({ type: 'refused', refusal })).toEqual(reason);
    expect(reasonOfEnd({ type: 'window-over', refusal })).toEqual(reason);
  });

  it('is signature where Zoom writes so beside a status of 2025', () => {
    expect(reasonOfRefusal({ link: 'signaling', status: 15, reason: 'INVALID_SIGNATURE' })).toEqual({
      code: 'signature',
      handshake: { link: 'signaling', status: 15 },
    });
  });
});

it('every code of the contract has a source', () => {
  const codes = [
    ...ofStops.map(([code]) => code),
    ...ofStatuses.values(),
    reasonOfEnd({ type: 'no-address', link: 'signaling' }).code,
    reasonOfRefusal({ link: 'media', status: 4, reason: '' }).code,
  ];
  expect(new Set(codes)).toEqual(new Set(reasonCodes));
});
