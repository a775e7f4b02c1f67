import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Catalog,
  compileCatalog,
  placeholdersOf,
} from '../../../client/i18n/compiler/compile-message.ts';
import { dictionaryLoaders, english } from '../../../client/i18n/dictionaries.ts';

const folder = new URL('../../../client/i18n/messages/', import.meta.url);
const files = readdirSync(folder);
const catalogOf = (tag: string): Catalog => JSON.parse(readFileSync(new URL(`${tag}.json`, folder), 'utf8'));
const source = compileCatalog(catalogOf('en'));

describe('the dictionaries', () => {
  it('are the catalogs, one for each file, by the tag in its name', async () => {
    expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(
      ['en', ...Object.keys(dictionaryLoaders)].sort(),
    );
    expect(english).toEqual(source);
    for (const [tag, load] of Object.entries(dictionaryLoaders)) {
      expect(await load(), tag).toEqual(compileCatalog(catalogOf(tag)));
    }
  });

  it('describe for translators every message of the source that has placeholders', () => {
    const bare = Object.entries(catalogOf('en')).filter(
      ([key, { description }]) => placeholdersOf(source[key] ?? '').length > 0 && description === undefined,
    );
    // The words around the value say everything.
    expect(bare.map(([key]) => key)).toEqual([]);
  });
});

describe.each(Object.keys(dictionaryLoaders))('the catalog of %s', (tag) => {
  const compiled = compileCatalog(catalogOf(tag));

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
      else if (typeof message !== 'string') expect([key, Object.keys(message).sort()]).toEqual([key, needed]);
      else throw new Error(`${key} is no plural in ${tag}`);
    }
  });
});
