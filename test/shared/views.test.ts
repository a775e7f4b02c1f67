import { describe, expect, it } from 'vitest';
import { viewKind } from '../../shared/views.ts';

describe('the view that a query names', () => {
  it.each([
    ['projector', 'projector'],
    ['overlay', 'overlay'],
    ['Overlay', undefined],
    ['', undefined],
    [undefined, undefined],
    [['overlay', 'projector'], undefined],
  ])('%j is %j', (named, kind) => {
    expect(viewKind(named)).toBe(kind);
  });
});
