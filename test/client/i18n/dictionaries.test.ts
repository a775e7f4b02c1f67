import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Catalog,
  compileCatalog,
  placeholdersOf,
} from '../../../client/i18n/compiler/compile-message.ts';
import { dictionaryLoaders, english } from '../../../client/i18n/dictionaries.ts';
import { catalogFolders } from '../../support/catalogs.ts';

const folders = catalogFolders();
const catalogIn = (folder: string, tag: string): Catalog =>
  JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8'));

describe('the dictionaries', () => {
  it('of every page are the catalogs of `i18n/messages`', async () => {
    const folder = folders.find((path) => path.endsWith(join('i18n', 'messages'))) ?? '';
    expect(english).toEqual(compileCatalog(catalogIn(folder, 'en')));
    for (const [tag, load] of Object.entries(dictionaryLoaders)) {
      expect(await load(), tag).toEqual(compileCatalog(catalogIn(folder, tag)));
    }
  });
});

describe.each(folders)('the catalogs in %s', (folder) => {
  const source = compileCatalog(catalogIn(folder, 'en'));

  it('are one for each interface language, by the tag in its name', () => {
    expect(
      readdirSync(folder)
        .map((file) => file.replace('.json', ''))
        .sort(),
    ).toEqual(['en', ...Object.keys(dictionaryLoaders)].sort());
  });

  it('describe for translators every message of the source that has placeholders', () => {
    const bare = Object.entries(catalogIn(folder, 'en')).filter(
      ([key, { description }]) => placeholdersOf(source[key] ?? '').length > 0 && description === undefined,
    );
    // The words around the value say everything.
    expect(bare.map(([key]) => key)).toEqual([]);
  });

  it.each(['ja', 'zh-Hans'])('have punctuation as wide as the characters in %s', (tag) => {
    const isNarrow =
      /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}”」）][,;:?!(]|[,;:?!)][\p{sc=Han}\p{sc=Hira}\p{sc=Kana}“「（]/u;
    const texts = Object.values(catalogIn(folder, tag)).map(({ defaultMessage }) => defaultMessage);
    expect(texts.filter((text) => isNarrow.test(text))).toEqual([]);
  });

  describe.each(Object.keys(dictionaryLoaders))('in %s', (tag) => {
    const compiled = compileCatalog(catalogIn(folder, tag));

    it('has the messages of the source, in their order', () => {
      expect(Object.keys(compiled)).toEqual(Object.keys(source));
    });

    it('has the placeholders of the source in every message and every plural form', () => {
      for (const [key, message] of Object.entries(compiled)) {
        const wanted = placeholdersOf(source[key] ?? '');
        for (const form of typeof message === 'string' ? [message] : Object.values(message)) {
          expect([key, placeholdersOf(form)]).toEqual([key, wanted]);
        }
      }
    });

    it('has the plural forms that its language has', () => {
      const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
      // "many" of French, Spanish and Portuguese begins with a million: nothing on these pages is counted that far.
      const needed = pluralCategories.filter((category) => tag === 'ar' || category !== 'many').sort();
      for (const [key, message] of Object.entries(compiled)) {
        if (typeof source[key] === 'string') expect([key, typeof message]).toEqual([key, 'string']);
        else if (typeof message !== 'string')
          expect([key, Object.keys(message).sort()]).toEqual([key, needed]);
        else throw new Error(`${key} is no plural in ${tag}`);
      }
    });
  });
});
