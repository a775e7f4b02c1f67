import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messageCatalogs } from '../../../../client/i18n/compiler/messages-plugin.ts';

/** Builds a module that exports one catalog, and returns its code. */
async function built(catalog: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'en.json'), catalog);
  await writeFile(join(folder, 'main.js'), "export { default } from './en.json?messages';");
  const output = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [messageCatalogs()],
    build: { write: false, minify: false, lib: { entry: join(folder, 'main.js'), formats: ['es'] } },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built');
  return bundle.output[0].code;
}

describe('a catalog in a build', () => {
  it('is its templates, without descriptions', async () => {
    const code = await built(
      JSON.stringify({
        lines: {
          defaultMessage: '{count, plural, one {# line} other {# lines}}',
          description: 'for translators',
        },
      }),
    );
    expect(code).toContain('{count} lines');
    expect(code).not.toContain('plural,');
    expect(code).not.toContain('for translators');
  });

  it('stops the build when a message cannot be compiled, with its file and key', async () => {
    const broken = JSON.stringify({ lines: { defaultMessage: '{count, plural, one {#}' } });
    await expect(built(broken)).rejects.toThrow(/en\.json cannot be compiled\. lines: /);
  });
});
