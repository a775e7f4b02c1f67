import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { baseLanguage } from '../../../../shared/language.ts';
import { sourceEntry } from '../../languages/languages.ts';
import { type Mode, readModes } from './modes.ts';

export interface ApertiumInstallation {
  readonly modes: readonly Mode[];
  readonly programPath: string;
}

/** The pivot of pairs without a direct mode: Spanish has the most modes. One pivot at most. */
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

/** The modes from `sourceLanguage` to `targetLanguage` in order: one, or two through Spanish. */
export function routeBetween(
  modes: readonly Mode[],
  sourceLanguage: string,
  targetLanguage: string,
): readonly Mode[] | undefined {
  const from = baseLanguage(sourceEntry(sourceLanguage)?.tag ?? sourceLanguage);
  const to = ['es', 'en'].includes(baseLanguage(targetLanguage))
    ? baseLanguage(targetLanguage)
    : targetLanguage;
  if (from === baseLanguage(to)) return undefined;
  const step = (a: string, b: string) => modes.find((mode) => baseLanguage(mode.from) === a && mode.to === b);
  const direct = step(from, to);
  if (direct !== undefined) return [direct];
  const [first, second] = [step(from, PIVOT), step(PIVOT, to)];
  return first === undefined || second === undefined ? undefined : [first, second];
}
