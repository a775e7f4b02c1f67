/** Covers server/translation/metering/engine-measures.ts. */
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { chainOf } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

describe('the counted characters', () => {
  it('are the characters that are sent, with the tags and marks of terms', async () => {
    const sent: string[] = [];
    const deepl = manualEngine('deepl', {
      metered: true,
      takesTerms: 'tags',
      translate: async ({ text }) => {
        sent.push(text);
        return { text };
      },
    });
    const meters = memoryMeters();
    await using chain = chainOf([deepl], { meters });
    const text = 'I asked Ana Ruiz & Ben about it.';
    const terms = termFinder([{ term: 'Ana Ruiz' }, { term: 'Ben' }]);
    expect(await chain.translate(sentence(text, { terms }))).toMatchObject({ text });
    expect(sent).toEqual(['I asked <x>Ana Ruiz</x> &amp; <x>Ben</x> about it.']);
    expect(await meters.meter('meeting-1')).toMatchObject({ meteredCharacters: sent[0]?.length });
    expect(chain.counts.all).toMatchObject([{ calls: 1, characters: sent[0]?.length }]);
  });
});
