/** Covers server/captions/sentences/languages/de.ts, server/captions/sentences/languages/en.ts, server/captions/sentences/languages/es.ts. */
import { describe, expect, it } from 'vitest';
import { cannotEndWith } from '../../../../../server/captions/sentences/languages/languages.ts';

describe('words a sentence cannot end with', () => {
  it.each([
    ['en', 'the', 'meeting'],
    ['de', 'und', 'auf'],
    ['es', 'para', 'reunión'],
  ])('%s: "%s", and not "%s"', (language, word, other) => {
    expect(cannotEndWith(language).has(word)).toBe(true);
    expect(cannotEndWith(language).has(other)).toBe(false);
  });

  it('are the same in every region of a language', () => {
    expect(cannotEndWith('es-MX')).toEqual(cannotEndWith('es'));
  });

  it('are none in an unknown language', () => {
    expect(cannotEndWith('und').size).toBe(0);
    expect(cannotEndWith('constructor').size).toBe(0);
  });
});
