import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { networkAddress } from './phone-door.ts';

const at = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) =>
  ({
    address,
    family,
    internal,
    netmask: '',
    mac: '',
    cidr: null,
    scopeid: 0,
  }) as const satisfies NetworkInterfaceInfo;

it('is the first address that other machines can reach', () => {
  const loopback = at('127.0.0.1', 'IPv4', true);
  expect(networkAddress({ lo: [loopback] })).toBeUndefined();
  expect(
    networkAddress({ lo: [loopback], en0: [at('fe80::1', 'IPv6', false), at('192.0.2.7', 'IPv4', false)] }),
  ).toBe('192.0.2.7');
});
