import { describe, expect, it } from 'vitest';
import { createLanguageNames } from '../../../../server/translation/languages/language-names.ts';
import { languageTable } from '../../../../server/translation/languages/language-table.ts';

const named = createLanguageNames();

describe('a language at the head of a column', () => {
  it.each([
    ['es', 'es'],
    ['PT_br', 'pt-BR'],
    ['spa', 'es'],
    ['Spanish', 'es'],
    ['Spanisch', 'es'],
    ['español', 'es'],
    ['espagnol', 'es'],
    ['espanhol', 'es'],
    ['スペイン語', 'es'],
    ['西班牙语', 'es'],
    ['الإسبانية', 'es'],
    ['الاسبانية', 'es'],
    ['FRANCAIS', 'fr'],
    ['Franc\u0327ais ', 'fr'],
    ['Portugiesisch (Brasilien)', 'pt-BR'],
    ['中文（简体）', 'zh-Hans'],
    ['中文（繁體）', 'zh-Hant'],
    ['Chinese', 'zh'],
    ['中国語', 'zh'],
    ['Norwegisch', 'nb'],
    ['English (UK)', 'en-GB'],
    ['Spanish (Mexico)', 'es-MX'],
    ['Spanish (es-MX)', 'es-MX'],
    ['Farsi', 'fa'],
    ['Bengali', 'bn'],
  ])('%s is %s', (written, tag) => {
    expect(named(written)).toBe(tag);
  });

  it.each(['', 'ref', 'Notes', 'elvish', 'Spanish language', 'Spanish (old)', 'x'.repeat(100)])(
    '"%s" is none',
    (written) => {
      expect(named(written)).toBeUndefined();
    },
  );

  it('is found by each name that the panel shows, in every language of the panel', () => {
    // "Ga" is the tag of Irish as well, and tags come first.
    const tags = languageTable.map(({ tag }) => tag).filter((tag) => tag !== 'gaa');
    for (const locale of ['en', 'de', 'es', 'fr', 'pt', 'ja', 'zh-Hans', 'ar']) {
      const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
      const shown = tags.flatMap((tag) => {
        const name = names.of(tag);
        return name === undefined ? [] : [{ tag, name }];
      });
      expect(shown.map(({ name }) => named(name))).toEqual(shown.map(({ tag }) => tag));
    }
  });
});
