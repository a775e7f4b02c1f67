import { describe, expect, it } from 'vitest';
import { TranslationError } from '../../../../server/translation/translation-error.ts';
import { chainOf, readyEngine } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

describe('an answer given before', () => {
  it('is returned while the engine is paused', async () => {
    const google = manualEngine('google');
    await using chain = chainOf([google]);
    const first = chain.translate(sentence('Hello.'));
    google.calls[0]?.answer('Hola.');
    await first;
    const refused = chain.translate(sentence('Bye.'));
    google.calls[1]?.fail(new TranslationError('google', 'refused', 'sorry', { status: 429 }));
    await refused;
    expect(await chain.translate(sentence('Hello.'))).toMatchObject({ ok: true, text: 'Hola.' });
    expect(await chain.translate(sentence('Bye.'))).toEqual({ ok: false, retryable: true });
    expect(google.calls).toHaveLength(2);
  });

  it('is not used for another language, nor for another context where the engine takes context', async () => {
    const [plain, contextual] = [readyEngine('google'), readyEngine('deepl', { acceptsContext: true })];
    const context = [{ source: 'Before.', translation: 'Antes.' }];
    for (const engine of [plain, contextual]) {
      await using chain = chainOf([engine]);
      await chain.translate(sentence('Hello.'));
      await chain.translate(sentence('Hello.', { context }));
      await chain.translate(sentence('Hello.', { targetLanguage: 'fr' }));
    }
    expect([plain.asked.length, contextual.asked.length]).toEqual([2, 3]);
  });

  it('is removed by clear', async () => {
    const google = readyEngine('google');
    await using chain = chainOf([google]);
    await chain.translate(sentence('Hello.'));
    chain.clear();
    await chain.translate(sentence('Hello.'));
    expect(google.asked).toHaveLength(2);
  });
});
