import { expect, it } from 'vitest';
import { isSameReason } from '../../../../server/captions/model/stream-update.ts';

it('compares reasons by code, link and status', () => {
  const refused = { code: 'refused', handshake: { link: 'media', status: 4 } } as const;
  expect(isSameReason(refused, { ...refused })).toBe(true);
  expect(isSameReason(undefined, undefined)).toBe(true);
  expect(isSameReason(refused, undefined)).toBe(false);
  expect(isSameReason(refused, { ...refused, handshake: { link: 'signaling', status: 4 } })).toBe(false);
  expect(isSameReason(refused, { ...refused, handshake: { link: 'media', status: 5 } })).toBe(false);
});
