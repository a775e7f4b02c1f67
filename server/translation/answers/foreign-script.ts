import { scriptOf } from '../../../shared/language.ts';
import type { AskedText } from './echo.ts';

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

/** Names of products keep their Latin letters. */
const MOST_LATIN_LETTERS = 20;

/**
 * Whether most letters of an answer are of scripts that neither language is written in, and that nobody used in the
 * sentence. Latin letters are refused only where they are many.
 */
export function isOfForeignScript(answer: string, asked: AskedText): boolean {
  const allowed = new Set([asked.sourceLanguage, asked.targetLanguage].flatMap(scriptsOf));
  // A language of a script that is not listed.
  if ([...allowed].some((script) => !scripts.some(([known]) => known === script))) return false;
  for (const letter of asked.text) for (const script of scriptOfLetter(letter)) allowed.add(script);
  let letters = 0;
  let foreign = 0;
  let latin = 0;
  for (const letter of answer) {
    const [script] = scriptOfLetter(letter);
    if (script === undefined) continue;
    letters += 1;
    if (allowed.has(script)) continue;
    foreign += 1;
    if (script === 'Latn') latin += 1;
  }
  return foreign > letters / 2 && (foreign > latin || latin > MOST_LATIN_LETTERS);
}

function scriptsOf(language: string): readonly string[] {
  const script = scriptOf(language);
  return script === undefined || script === 'Zzzz' ? [] : (together[script] ?? [script]);
}

function scriptOfLetter(letter: string): readonly string[] {
  const found = scripts.find(([, pattern]) => pattern.test(letter));
  return found === undefined ? [] : [found[0]];
}
