import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baseLanguage } from '../../../../shared/language.ts';
import { sourceEntry } from '../../languages/languages.ts';
import { type Mode, readModes } from './modes.ts';

export interface ApertiumInstallation {
  readonly modes: readonly Mode[];
  readonly programPath: string;
}

/** What has no direct pair goes through Spanish, the language with the most neighbours; never further. */
const PIVOT = 'es';

/** The modes under `directory` (Apertium's data directory or its `modes`), or of Debian's packages. */
export function findInstallation(directory: string | undefined): ApertiumInstallation {
  const data = directory ?? '/usr/share/apertium';
  const inside = join(data, 'modes');
  const folder = statSync(inside, { throwIfNoEntry: false })?.isDirectory() ? inside : data;
  // <prefix>/share/apertium/modes belongs to <prefix>/bin.
  const programPath = [resolve(folder, '../../../bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  return { modes: readModes(folder), programPath };
}

/** The modes from `source` to `target` in order: one, or two through Spanish. */
export function routeBetween(
  modes: readonly Mode[],
  source: string,
  target: string,
): readonly Mode[] | undefined {
  const from = baseLanguage(sourceEntry(source)?.tag ?? source);
  const to = ['es', 'en'].includes(baseLanguage(target)) ? baseLanguage(target) : target;
  if (from === baseLanguage(to)) return undefined;
  const step = (a: string, b: string) => modes.find((mode) => baseLanguage(mode.from) === a && mode.to === b);
  const direct = step(from, to);
  if (direct !== undefined) return [direct];
  const [first, second] = [step(from, PIVOT), step(PIVOT, to)];
  return first === undefined || second === undefined ? undefined : [first, second];
}
