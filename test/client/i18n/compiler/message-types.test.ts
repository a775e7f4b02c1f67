import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messageTypes } from '../../../../client/i18n/compiler/message-types.ts';

const here = (path: string) => fileURLToPath(new URL(`../../../../client/i18n/${path}`, import.meta.url));

describe('the types of the messages', () => {
  it('name each key and its placeholders', () => {
    const types = messageTypes({
      captions: { defaultMessage: 'Captions' },
      foundAt: { defaultMessage: '{at} of {count, number}' },
    });
    expect(types).toContain('  readonly captions: never;\n');
    expect(types).toContain("  readonly foundAt: 'at' | 'count';\n");
  });

  it('are those of the source catalog; `npm run messages` writes them anew', async () => {
    const source = messageTypes(JSON.parse(readFileSync(here('messages/en.json'), 'utf8')));
    await expect(source).toMatchFileSnapshot(here('message-values.ts'));
  });
});
