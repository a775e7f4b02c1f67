import { expect, it } from 'vitest';
import { requestLabel } from '../../../server/http/request-label.ts';

it.each([
  ['GET', '/panel?x=secret', 'GET /panel'],
  ['GET', '/assets/panel-abc.js', 'GET /assets'],
  ['POST', '/api/meetings/secret/stream', 'POST /api/meetings/:id/stream'],
  ['PATCH', '/api/meetings/secret', 'PATCH /api/meetings/:id'],
  ['GET', '/api/meetings/secret/unknown', 'GET other'],
  ['GET', '/secret', 'GET other'],
  ['SECRET', '/panel', 'other /panel'],
])('names %s %s without ids: %s', (method, url, label) => {
  expect(requestLabel({ method, url })).toBe(label);
});
