import { describe, expect, it, vi } from 'vitest';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';
import { chainOf, readyEngine } from '../../chains.ts';
import { manualEngine, sentence } from '../../stories.ts';

describe('an engine that keeps failing', () => {
  it('is left alone, and taken back when it has recovered', async () => {
    const google = manualEngine('google', { limits: { concurrency: 4 } });
    await using chain = chainOf([google, readyEngine('libre')]);
    for (let time = 0; time < 3; time += 1) {
      const answer = chain.translate(sentence(`Hello ${time}.`));
      await vi.waitFor(() => expect(google.calls).toHaveLength(time + 1));
      google.calls[time]?.fail(new TranslationError('google', 'network', 'down'));
      expect(await answer).toMatchObject({ engine: 'libre' });
    }
    expect(await chain.translate(sentence('Hello again.'))).toMatchObject({ engine: 'libre' });
    expect(google.calls).toHaveLength(3);
    expect(chain.states()[0]).toMatchObject({ engine: 'google', breaker: 'open' });
    await vi.waitFor(async () => {
      void chain.translate(sentence('Are you back?'));
      expect(google.calls).toHaveLength(4);
    });
    google.calls[3]?.answer('¿Has vuelto?');
    await vi.waitFor(() => expect(chain.states()[0]?.breaker).toBe('closed'));
  });
});
