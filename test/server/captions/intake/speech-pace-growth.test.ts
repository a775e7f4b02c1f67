import { expect, it } from 'vitest';
import { type SpeakerUpdate, SpeechPace } from '../../../../server/captions/intake/speech-pace.ts';
import { growthAt, LARGEST_GROWTH } from '../../../support/growth.ts';
import { said } from './said.ts';

it('the pace of speech costs time proportional to its frames', () => {
  const people = (n: number) => Array.from({ length: n }, (_, index) => said(String(index % 500), 8_000));
  const work = (updates: readonly SpeakerUpdate[]) => {
    const pace = new SpeechPace<number>();
    for (const [index, update] of updates.entries()) pace.admit(update, index, 0);
    pace.due(1_000);
    return pace.drain();
  };
  expect(growthAt(people, work, 5_000)).toBeLessThanOrEqual(LARGEST_GROWTH);
});
