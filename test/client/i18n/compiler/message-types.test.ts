/** Covers client/host/message-values.ts, client/host/host-words.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageTypes } from '../../../../client/i18n/compiler/message-types.ts';
import { catalogFolders } from '../../../support/catalogs.ts';

describe('the types of the messages', () => {
  it('name each key and its placeholders', () => {
    const types = messageTypes({
      captions: { defaultMessage: 'Captions' },
      foundAt: { defaultMessage: '{at} of {count, number}' },
    });
    expect(types).toContain('  readonly captions: never;\n');
    expect(types).toContain("  readonly foundAt: 'at' | 'count';\n");
  });

  it.each(catalogFolders())(
    'are those of the catalog %s; `npm run messages` writes them anew',
    async (folder) => {
      const source = messageTypes(JSON.parse(readFileSync(`${folder}/en.json`, 'utf8')));
      await expect(source).toMatchFileSnapshot(`${folder}/../message-values.ts`);
    },
  );
});
