import { expect, it } from 'vitest';
import { atomsOf } from '../../../../server/export/cues/atoms.ts';
import { cuePieces } from '../../../../server/export/cues/cue-split.ts';
import { growthOf, LARGEST_GROWTH } from '../../../support/growth.ts';

it('the cut of a text into cues takes time that grows with its length', () => {
  const row = (n: number) => 'word and '.repeat(n / 8).trim();
  const cut = (text: string) => cuePieces(atomsOf(text, 'en'), { lines: 2, longest: 84 });
  expect(growthOf(row, cut).factor).toBeLessThanOrEqual(LARGEST_GROWTH);
});
