import { describe, expect, it } from 'vitest';
import { SessionTokenError } from '../../../../server/access/session-tokens.ts';
import { addressKey } from '../../../../server/http/limits/address-key.ts';
import { clientAddress } from '../../../../server/relay/door/client-address.ts';
import { FailedHandshakes } from '../../../../server/relay/door/failed-handshakes.ts';
import { StorageError } from '../../../../server/storage/storage-error.ts';

describe('failed connections', () => {
  const last = (error: Error, times: number, address = '203.0.113.7') => {
    const failures = new FailedHandshakes(addressKey);
    for (let time = 1; time < times; time += 1) failures.reason(error, address);
    return failures.reason(error, address);
  };

  it('are refused for their number after a hundred guesses', () => {
    const guess = new SessionTokenError('token-invalid');
    expect(last(guess, 100)).toBe(guess);
    expect(last(guess, 101)).toMatchObject({ code: 'too-many-connections' });
  });

  it('are no guesses when the token was ours, or the database is away', () => {
    for (const error of [
      new SessionTokenError('token-expired'),
      new StorageError('away', { retryable: true }),
    ])
      expect(last(error, 1_000)).toBe(error);
  });

  it('of one address are nobody else’s', () => {
    const failures = new FailedHandshakes(addressKey);
    const guess = new SessionTokenError('token-invalid');
    for (let time = 0; time < 200; time += 1) failures.reason(guess, '203.0.113.7');
    expect(failures.reason(guess, '203.0.113.8')).toBe(guess);
  });
});

it.each([
  [0, '9.9.9.9, 203.0.113.7', '10.0.0.1'],
  [1, '9.9.9.9, 203.0.113.7', '203.0.113.7'],
  [2, '9.9.9.9, 203.0.113.7', '9.9.9.9'],
  [5, '203.0.113.7', '203.0.113.7'],
  [1, undefined, '10.0.0.1'],
])('behind %i proxies, with X-Forwarded-For %s, the address is %s', (proxies, forwarded, expected) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect(clientAddress({ address: '10.0.0.1', headers }, proxies)).toBe(expected);
});
