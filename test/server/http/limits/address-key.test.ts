import { expect, it } from 'vitest';
import { addressKey } from '../../../../server/http/limits/address-key.ts';

it('counts an IPv4 address alone, and the IPv6 addresses of one household together', () => {
  expect(addressKey('203.0.113.7')).not.toBe(addressKey('203.0.113.8'));
  expect(addressKey('2001:db8:1:200::1')).toBe(addressKey('2001:db8:1:2ff::9'));
  expect(addressKey('2001:db8:1:200::1')).not.toBe(addressKey('2001:db8:1:300::1'));
});
