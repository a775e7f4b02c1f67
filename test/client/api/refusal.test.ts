/** Covers client/api/api-client.ts. */
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../client/api/api-client.ts';
import { refusalOf } from '../../../client/api/refusal.ts';

describe('what a person is told of a refusal', () => {
  it('is a message of the interface for a known code', () => {
    const error = new ApiError(409, 'caption-open', 'This sentence is still being spoken.');
    expect(refusalOf(error, 'notSaved')).toEqual({ sentence: 'lineOpen' });
  });

  it('is the server’s English detail for an unknown code', () => {
    const error = new ApiError(400, 'glossary-invalid', 'Row 3 has no term.');
    expect(refusalOf(error, 'notSaved')).toEqual({ sentence: 'notSaved', detail: 'Row 3 has no term.' });
  });

  it.each([
    ['says nothing', new ApiError(400, 'http-400', '')],
    ['is broken itself', new ApiError(500, 'server-error', 'Something went wrong on the server.')],
    ['cannot be reached', new TypeError('Failed to fetch')],
  ])('is our own sentence where the server %s', (_, error) => {
    expect(refusalOf(error, 'notSaved')).toEqual({ sentence: 'notSaved' });
  });
});
