/** Covers server/translation/engines/apertium/modes.ts. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApertiumEngine } from '../../../../../server/translation/engines/apertium/apertium.ts';
import { findInstallation, routeBetween } from '../../../../../server/translation/engines/apertium/routes.ts';
import { question, silent } from '../../stories.ts';

/** An installation whose "modes" mark the text with their name, by programs every system has. */
async function installationOf(names: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'apertium-'));
  const modes = join(directory, 'share/apertium/modes');
  await mkdir(modes, { recursive: true });
  for (const name of names) {
    // GNU sed happens to take `-z` too, and ends its lines at NUL with it.
    await writeFile(join(modes, `${name}.mode`), `sed -u 's/^/${name}:/'\n`);
  }
  return {
    directory: join(directory, 'share/apertium'),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

describe('the routes of Apertium', () => {
  it('are direct where a mode is installed, and through Spanish where none is', async () => {
    await using installed = await installationOf(['eng-spa', 'spa-eng', 'en-gl', 'es-pt_BR', 'spa-cat']);
    const { modes } = findInstallation(installed.directory);
    const names = (sourceLanguage: string, targetLanguage: string) =>
      routeBetween(modes, sourceLanguage, targetLanguage)?.map((mode) => mode.name);
    expect(names('en', 'es')).toEqual(['eng-spa']);
    expect(names('en-GB', 'es-419')).toEqual(['eng-spa']);
    expect(names('en', 'gl')).toEqual(['en-gl']);
    expect(names('en', 'ca')).toEqual(['eng-spa', 'spa-cat']);
    expect(names('en', 'pt-BR')).toEqual(['eng-spa', 'es-pt_BR']);
    expect(names('es', 'pt-BR')).toEqual(['es-pt_BR']);
    expect(names('en', 'pt-PT')).toBeUndefined();
    expect(names('de', 'es')).toBeUndefined();
    expect(names('en', 'en-GB')).toBeUndefined();
  });

  it('name the pivot language', async () => {
    await using installed = await installationOf(['eng-spa', 'es-fr']);
    await using engine = createApertiumEngine({
      directory: installed.directory,
      assumedSource: 'en',
      logger: silent,
    });
    expect(engine?.languages()).toEqual([{ tag: 'es' }, { tag: 'fr', via: 'es' }]);
    expect(await engine?.translate(question('Numbers', { targetLanguage: 'fr' }))).toEqual({
      text: 'es-fr:Eng-spa:Numbers',
      via: 'es',
    });
    expect(
      await engine?.translate(question('Numbers', { sourceLanguage: 'und', targetLanguage: 'es' })),
    ).toEqual({
      text: 'Eng-spa:Numbers',
    });
  });

  it('exclude English to Croatian, Bosnian and Serbian, installed or not', async () => {
    await using installed = await installationOf(['eng-spa', 'eng-hbs_HR', 'eng-hbs_BS', 'eng-hbs_SR']);
    const { modes } = findInstallation(join(installed.directory, 'modes'));
    expect(modes.map((mode) => mode.to)).toEqual(['es']);
    for (const targetLanguage of ['hr', 'bs', 'sr'])
      expect(routeBetween(modes, 'en', targetLanguage)).toBeUndefined();
  });

  it('include every installed pair, under the names of its packages', async () => {
    await using installed = await installationOf([
      'eng-spa',
      'en-es',
      'spa-eng',
      'spa-eng_US',
      'isl-eng',
      'eu-es',
      'dan-nor',
      'spa-cat',
      'spa-cat_valencia',
      'por-cat',
      'ind-zlm',
      'hbs-mkd',
      'eng-morph',
      'eng-spa-chunker',
      'spa-tagger',
    ]);
    const { modes } = findInstallation(installed.directory);
    const names = (sourceLanguage: string, targetLanguage: string) =>
      routeBetween(modes, sourceLanguage, targetLanguage)?.map((mode) => mode.name);
    expect(modes.map((mode) => mode.name)).not.toContain('eng-morph');
    expect(names('en', 'es')).toEqual(['eng-spa']);
    expect(names('es', 'en')).toEqual(['spa-eng']);
    expect(names('is', 'en')).toEqual(['isl-eng']);
    expect(names('da', 'nb')).toEqual(['dan-nor']);
    expect(names('pt-BR', 'ca')).toEqual(['por-cat']);
    expect(names('id', 'ms')).toEqual(['ind-zlm']);
    expect(names('hr', 'mk')).toEqual(['hbs-mkd']);
    expect(names('en', 'ca')).toEqual(['eng-spa', 'spa-cat']);
    // Into English through Spanish, where that is the only way.
    expect(names('eu', 'en')).toEqual(['eu-es', 'spa-eng']);
    expect(names('is', 'es')).toBeUndefined();
  });

  it('exclude modes that cannot flush a sentence', async () => {
    await using installed = await installationOf(['eng-spa', 'sme-nob']);
    const file = join(installed.directory, 'modes/sme-nob.mode');
    await writeFile(file, "hfst-proc -w '/sme.hfst' | cg-mwesplit | vislcg3 -g '/sme.rlx'");
    expect(findInstallation(installed.directory).modes.map((mode) => mode.name)).toEqual(['eng-spa']);
  });

  it('assume no source language by themselves', async () => {
    await using installed = await installationOf(['eng-spa']);
    await using engine = createApertiumEngine({
      directory: installed.directory,
      assumedSource: undefined,
      logger: silent,
    });
    expect(engine?.supports('und', 'es')).toBe(false);
  });

  it('are none where nothing is installed', () => {
    expect(
      createApertiumEngine({ directory: '/nowhere', assumedSource: undefined, logger: silent }),
    ).toBeUndefined();
  });
});
