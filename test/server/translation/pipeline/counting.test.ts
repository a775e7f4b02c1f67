/** Covers server/translation/metering/engine-measures.ts. */
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { countAttempts, timeCalls } from '../../../../server/translation/pipeline/counting.ts';
import { TranslationError } from '../../../../server/translation/translation-error.ts';
import { EngineCounts } from '../../../support/engine-counts.ts';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { chainOf, stageRequest } from '../chains.ts';
import { manualEngine, sentence, silent } from '../stories.ts';

describe('the counted characters', () => {
  it('are the characters that are sent, with the tags and marks of terms', async () => {
    const sent: string[] = [];
    const deepl = manualEngine('deepl', {
      metered: true,
      takesTerms: 'tags',
      translate: async ({ text }) => {
        sent.push(text);
        return { text: text.replace('I asked', 'Pregunté a') };
      },
    });
    const meters = memoryMeters();
    await using chain = chainOf([deepl], { meters });
    const text = 'I asked Ana Ruiz & Ben about it.';
    const terms = termFinder([{ term: 'Ana Ruiz' }, { term: 'Ben' }]);
    expect(await chain.translate(sentence(text, { terms }))).toMatchObject({
      text: 'Pregunté a Ana Ruiz & Ben about it.',
    });
    expect(sent).toEqual(['I asked <x>Ana Ruiz</x> &amp; <x>Ben</x> about it.']);
    expect(await meters.meter('meeting-1')).toMatchObject({ meteredCharacters: sent[0]?.length });
    expect(chain.counts.all).toMatchObject([{ calls: 1, characters: sent[0]?.length }]);
  });
});

describe('a failed attempt', () => {
  it.each([
    ['timeout', { timeout: 1 }],
    ['bad-reply', { 'bad-reply': 1 }],
    ['language', undefined],
    ['cancelled', undefined],
  ] as const)('of kind %s is counted as %o', async (kind, failures) => {
    const counts = new EngineCounts();
    const attempt = countAttempts(
      { name: 'libre' },
      counts,
      silent,
    )(() => Promise.reject(new TranslationError('libre', kind, 'failed')));
    await expect(attempt(stageRequest('Hello.'))).rejects.toMatchObject({ kind });
    expect(counts.all[0]?.failures).toEqual(failures);
  });

  it('is timed like a successful one', async () => {
    const times: object[] = [];
    const timed = timeCalls({ name: 'libre' }, { took: (of) => times.push(of) });
    await timed(async ({ text }) => ({ text }))(stageRequest('Hello.'));
    await timed(() => Promise.reject(new Error('failed')))(stageRequest('Hello.')).catch(() => undefined);
    expect(times).toEqual(Array(2).fill({ engine: 'libre', language: 'es' }));
  });
});
