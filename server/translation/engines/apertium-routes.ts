import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baseLanguage } from '../../../shared/language.ts';
import { sourceEntry } from '../languages.ts';
import { toServerCommand } from './apertium-format.ts';

export interface Mode {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly command: string;
}

export interface ApertiumInstallation {
  readonly modes: readonly Mode[];
  readonly programPath: string;
}

/** What is good enough to offer, with the names its mode has in the packages. English to Croatian, Bosnian, Serbian is not. */
const offered: readonly { readonly from: string; readonly to: string; readonly names: readonly string[] }[] =
  [
    { from: 'en', to: 'es', names: ['eng-spa', 'en-es'] },
    { from: 'es', to: 'en', names: ['spa-eng', 'spa-eng_US', 'es-en'] },
    { from: 'en', to: 'ca', names: ['eng-cat', 'en-ca'] },
    { from: 'en', to: 'gl', names: ['en-gl', 'eng-glg'] },
    { from: 'es', to: 'ca', names: ['spa-cat', 'es-ca'] },
    { from: 'es', to: 'gl', names: ['es-gl', 'spa-glg'] },
    { from: 'es', to: 'pt-BR', names: ['es-pt_BR', 'spa-por_BR'] },
    { from: 'es', to: 'pt-PT', names: ['es-pt', 'spa-por'] },
    { from: 'es', to: 'fr', names: ['es-fr', 'spa-fra'] },
    { from: 'es', to: 'it', names: ['spa-ita', 'es-it'] },
  ];

/** Everything that has no direct pair goes through Spanish, the only language with neighbours. */
const PIVOT = 'es';

/** The modes under `directory` (Apertium's data directory or its `modes`), or of Debian's packages. */
export function findInstallation(directory: string | undefined): ApertiumInstallation {
  const data = directory ?? '/usr/share/apertium';
  const folder = isDirectory(join(data, 'modes')) ? join(data, 'modes') : data;
  const files = new Set(isDirectory(folder) ? readdirSync(folder) : []);
  const modes = offered.flatMap(({ from, to, names }) => {
    const name = names.find((candidate) => files.has(`${candidate}.mode`));
    if (name === undefined) return [];
    return [{ from, to, name, command: toServerCommand(readFileSync(join(folder, `${name}.mode`), 'utf8')) }];
  });
  // <prefix>/share/apertium/modes belongs to <prefix>/bin.
  const programPath = [resolve(folder, '../../../bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  return { modes, programPath };
}

/** The modes from `source` to `target` in order: one, or two through Spanish. */
export function routeBetween(
  modes: readonly Mode[],
  source: string,
  target: string,
): readonly Mode[] | undefined {
  const from = baseLanguage(sourceEntry(source)?.tag ?? source);
  const to = ['es', 'en'].includes(baseLanguage(target)) ? baseLanguage(target) : target;
  if (from === to) return undefined;
  const step = (a: string, b: string) => modes.find((mode) => mode.from === a && mode.to === b);
  const direct = step(from, to);
  if (direct !== undefined) return [direct];
  const [first, second] = [step(from, PIVOT), step(PIVOT, to)];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
