/**
 * The sentence data of each language that is spoken.
 * Covers server/captions/sentences/languages/ar.ts, server/captions/sentences/languages/bn.ts,
 * server/captions/sentences/languages/ca.ts, server/captions/sentences/languages/cs.ts,
 * server/captions/sentences/languages/da.ts, server/captions/sentences/languages/de.ts,
 * server/captions/sentences/languages/el.ts, server/captions/sentences/languages/en.ts,
 * server/captions/sentences/languages/es.ts, server/captions/sentences/languages/et.ts,
 * server/captions/sentences/languages/fa.ts, server/captions/sentences/languages/fi.ts,
 * server/captions/sentences/languages/fil.ts, server/captions/sentences/languages/fr.ts,
 * server/captions/sentences/languages/he.ts, server/captions/sentences/languages/hi.ts,
 * server/captions/sentences/languages/hu.ts, server/captions/sentences/languages/id.ts,
 * server/captions/sentences/languages/it.ts, server/captions/sentences/languages/ja.ts,
 * server/captions/sentences/languages/ko.ts, server/captions/sentences/languages/ms.ts,
 * server/captions/sentences/languages/nl.ts, server/captions/sentences/languages/pl.ts,
 * server/captions/sentences/languages/pt.ts, server/captions/sentences/languages/ro.ts,
 * server/captions/sentences/languages/ru.ts, server/captions/sentences/languages/sv.ts,
 * server/captions/sentences/languages/ta.ts, server/captions/sentences/languages/te.ts,
 * server/captions/sentences/languages/th.ts, server/captions/sentences/languages/tr.ts,
 * server/captions/sentences/languages/uk.ts, server/captions/sentences/languages/ur.ts,
 * server/captions/sentences/languages/vi.ts, server/captions/sentences/languages/yue.ts,
 * server/captions/sentences/languages/zh.ts.
 */
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
