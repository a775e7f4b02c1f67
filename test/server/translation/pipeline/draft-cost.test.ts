import { describe, expect, it } from 'vitest';
import { chainOf, readyEngine } from '../chains.ts';
import { sentence } from '../stories.ts';

describe('drafts of an engine that costs money', () => {
  it.each([
    ['unmetered', [], ['Hi']],
    ['always', ['Hi'], []],
    ['off', [], []],
  ] as const)('DRAFTS=%s', async (drafts, metered, free) => {
    const [deepl, libre] = [
      readyEngine('deepl', { metered: true, takesDrafts: false }),
      readyEngine('libre'),
    ];
    await using paid = chainOf([deepl], { drafts });
    await using own = chainOf([libre], { drafts });
    await paid.translate(sentence('Hi', { purpose: 'draft' }));
    if (drafts !== 'always') await own.translate(sentence('Hi', { purpose: 'draft' }));
    expect([deepl.asked, libre.asked]).toEqual([metered, free]);
  });

  it('pays for one draft of a sentence at most', async () => {
    const deepl = readyEngine('deepl', { metered: true, takesDrafts: false });
    await using chain = chainOf([deepl], { drafts: 'always' });
    const say = (text: string, lineId: string, purpose: 'draft' | 'settled' = 'draft') =>
      chain.translate(sentence(text, { lineId, purpose }));
    await say('We have to', 'l1');
    await say('We have to talk about', 'l1');
    await say('Somebody else says something', 'l2');
    await say('We have to talk about the plan.', 'l1', 'settled');
    expect(deepl.asked).toEqual([
      'We have to',
      'Somebody else says something',
      'We have to talk about the plan.',
    ]);
  });

  it('accepts no draft from an engine that will not settle the line', async () => {
    const libre = readyEngine('libre');
    await using chain = chainOf([readyEngine('deepl', { takesDrafts: false }), libre]);
    expect(await chain.translate(sentence('Hi', { purpose: 'draft' }))).toEqual({
      ok: false,
      retryable: false,
    });
    expect(libre.asked).toEqual([]);
  });
});
