import { describe, expect, it } from 'vitest';
import { operatorAdvice } from '../../../../../server/translation/pipeline/breaker/operator-advice.ts';
import { TranslationError } from '../../../../../server/translation/translation-error.ts';

describe('the advice to the operator', () => {
  it.each([
    ['deepl', 'bad-key', 'DEEPL_KEY'],
    ['openai', 'quota', 'TRANSLATE_ENGINES'],
    ['google', 'refused', 'GOOGLE_URL'],
    ['libre', 'rate-limited', 'fewer calls'],
    ['libre', 'language', 'TRANSLATE_ENGINES'],
  ] as const)('names for %s and "%s" what to change: %s', (engine, kind, words) => {
    const advice = operatorAdvice(new TranslationError(engine, kind, 'failed'));
    expect(advice).toContain(engine);
    expect(advice).toContain(words);
  });
});
