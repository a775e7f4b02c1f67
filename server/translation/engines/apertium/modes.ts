import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { baseLanguage, canonicalTag } from '../../../../shared/language.ts';
import { languageTable } from '../../languages/language-table.ts';
import { toServerCommand } from './stream-format.ts';

/** One direction that is installed. */
export interface Mode {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly command: string;
}

/** Every direction between two languages whose mode lies in `folder`, the one to prefer first. */
export function readModes(folder: string): readonly Mode[] {
  const files = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  return files
    .filter((file) => file.endsWith('.mode'))
    .map((file) => file.slice(0, -'.mode'.length))
    .toSorted(byPreference)
    .flatMap((name) => modeOf(folder, name) ?? []);
}

function modeOf(folder: string, name: string): Mode | undefined {
  const [from, to, ...rest] = name.split('-').map(tagOf);
  // "eng-morph" and "eng-spa-chunker" are tools for people who build dictionaries.
  if (from === undefined || to === undefined || rest.length > 0 || from === to) return undefined;
  if (unusable.has(`${baseLanguage(from)}>${to}`)) return undefined;
  const written = readFileSync(join(folder, `${name}.mode`), 'utf8');
  return cannotFlush.test(written) ? undefined : { from, to, name, command: toServerCommand(written) };
}

/** Pairs whose output was measured worse than the original: "I volja slati free the veza after the miting." */
const unusable = new Set(['en>hr', 'en>bs', 'en>sr-Latn']);

/** Stages that do not flush at NUL: they hold a text until the next one comes. */
const cannotFlush = /\b(cg-mwesplit|vislcg3|hfst-)/;

/** `eng-spa` before `eng-spa_US`, a variety; and before `en-es`, as pairs were called that have been replaced since. */
function byPreference(a: string, b: string): number {
  const varieties = (name: string) => name.split('_').length;
  return varieties(a) - varieties(b) || b.length - a.length || (a < b ? -1 : 1);
}

/** `eng` → `en`, `pt_BR` → `pt-BR`; a variety our table does not know stands for its language. */
function tagOf(code: string): string | undefined {
  const special = specialCodes.get(code);
  if (special !== undefined) return special;
  const tag = canonicalTag(code);
  if (tag === undefined) return undefined;
  return [tag, baseLanguage(tag)].find((one) => languageTable.some((entry) => entry.tag === one));
}

/** Where Apertium's code means more or less than the tag it looks like. Its Serbo-Croatian is in Latin letters. */
const specialCodes = new Map([
  ['pt', 'pt-PT'],
  ['por', 'pt-PT'],
  ['nor', 'nb'],
  ['zlm', 'ms'],
  ['hbs', 'hr'],
  ['hbs_HR', 'hr'],
  ['hbs_BS', 'bs'],
  ['hbs_SR', 'sr-Latn'],
]);
