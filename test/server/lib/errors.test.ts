import { describe, expect, it } from 'vitest';
import { errorName, isFinal, isRetryable } from '../../../server/lib/errors.ts';

const saying = (retryable: boolean) => Object.assign(new TypeError('secret'), { retryable });

describe('what an error says of a repetition', () => {
  it('is believed when the error says it', () => {
    expect([isRetryable(saying(true)), isFinal(saying(true))]).toEqual([true, false]);
    expect([isRetryable(saying(false)), isFinal(saying(false))]).toEqual([false, true]);
  });

  it('is nothing when the error says nothing', () => {
    for (const error of [new Error('no'), 'no', { retryable: true }])
      expect([isRetryable(error), isFinal(error)]).toEqual([false, false]);
  });
});

it('the name of an error quotes no message', () => {
  expect([errorName(saying(true)), errorName('secret')]).toEqual(['TypeError', 'string']);
});
