import { expect, it } from 'vitest';
import { allowanceOf } from '../../../server/access/viewer-session.ts';

it('counts a person by user id, guests of one sealed context together, and other viewers alone', () => {
  expect(allowanceOf({ viewerId: 'v', uid: 'ana', contextId: 'c' })).toBe('person ana');
  expect(allowanceOf({ viewerId: 'v', contextId: 'c' })).toBe('context c');
  expect(allowanceOf({ viewerId: 'v' })).toBe('viewer v');
});
