/** Letters and the scripts of languages. Pure. */
import { scriptOf } from '../../../shared/language.ts';
import { hasSeveralScripts } from '../../captions/text/heard-language.ts';

/** The scripts of the languages that engines know. */
const scripts = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Guru', /\p{Script=Gurmukhi}/u],
  ['Gujr', /\p{Script=Gujarati}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Knda', /\p{Script=Kannada}/u],
  ['Mlym', /\p{Script=Malayalam}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Laoo', /\p{Script=Lao}/u],
  ['Mymr', /\p{Script=Myanmar}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Ethi', /\p{Script=Ethiopic}/u],
] as const;

/** Scripts that are written together. */
const together: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hani', 'Kana'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Kore: ['Hang', 'Hani'],
};

/** A Han letter says as much as two or three of an alphabet. */
const HAN_WEIGHT = 2.5;

export interface Run {
  readonly script: string;
  readonly text: string;
  /** In letters of an alphabet. */
  readonly weight: number;
}

/** Letters of one script in a row, where the script is known. */
export function runsIn(text: string): readonly Run[] {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((word) => {
    const runs: { script: string; text: string }[] = [];
    for (const letter of word) {
      const script = scripts.find(([, pattern]) => pattern.test(letter))?.[0];
      const last = runs.at(-1);
      // Marks have the script of what they stand on.
      if (last !== undefined && (script === undefined || script === last.script)) last.text += letter;
      else if (script !== undefined) runs.push({ script, text: letter });
    }
    return runs.map((run) => ({
      ...run,
      weight: run.text.length * (run.script === 'Hani' ? HAN_WEIGHT : 1),
    }));
  });
}

/** The scripts a language is written in; `undefined` where its letters prove nothing. */
export function scriptsOf(language: string): readonly string[] | undefined {
  const script = scriptOf(language);
  if (script === undefined || hasSeveralScripts(language)) return undefined;
  const own = together[script] ?? [script];
  return own.every((one) => scripts.some(([known]) => known === one)) ? own : undefined;
}

/** Whether all letters are of scripts that are neither Latin nor of the language. */
export function isWrittenOtherwise(text: string, language: string): boolean {
  const own = scriptsOf(language);
  const runs = runsIn(text);
  return (
    own !== undefined &&
    runs.length > 0 &&
    runs.every(({ script }) => script !== 'Latn' && !own.includes(script))
  );
}
