import { expect, it } from 'vitest';
import { saysTheSame } from '../../../../server/captions/model/interpretation.ts';
import { growthOf, LARGEST_GROWTH } from '../../../support/growth.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

it.each(['a', '1', '日', '1 ', 'interpret'])('two lines of "%s" are compared in linear time', (sign) => {
  const growth = growthOf(
    (n) => sign.repeat(n),
    (text) => {
      const spoken = spokenLine(2, { sourceLanguage: 'es', text, speaker: { id: '1', name: text } });
      return saysTheSame(spoken, spokenLine(1, { text }), 'en');
    },
  );
  expect(growth.factor).toBeLessThanOrEqual(LARGEST_GROWTH);
});
