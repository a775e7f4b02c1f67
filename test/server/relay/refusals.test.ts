import { describe, expect, it } from 'vitest';
import { ConnectRefused, connectError } from '../../../server/relay/refusals.ts';

describe('a connection that is refused', () => {
  it('carries its own code and sentence', () => {
    const { message, data } = connectError(new ConnectRefused('too-many-connections', 'It is full.'));
    expect({ message, data }).toEqual({
      message: 'It is full.',
      data: { code: 'too-many-connections', message: 'It is full.' },
    });
  });

  it.each([
    ['an expired token', Object.assign(new Error('exp claim'), { code: 'token-expired' }), 'token-expired'],
    ['a forged token', Object.assign(new Error('bad signature'), { code: 'token-invalid' }), 'token-invalid'],
    ['an unexpected error', new Error('select * from secrets'), 'token-invalid'],
    ['a value that is no error', 'nothing', 'token-invalid'],
  ])('says no more of %s than its code', (_, error, code) => {
    const { data, message } = connectError(error);
    expect(data.code).toBe(code);
    expect(message).not.toMatch(/claim|signature|secrets|nothing/);
  });
});
