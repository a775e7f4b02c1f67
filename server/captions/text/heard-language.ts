/** Zoom names the language of each piece of speech, late and sometimes wrong. What it is written in cannot be wrong. Pure. */
import { baseLanguage, scriptOf, UNDETERMINED } from '../../../shared/language.ts';

/**
 * The language of a piece of speech: as Zoom says, unless it is written in letters that language does not have. Then what
 * this speaker spoke before in such letters, else the one language that has them, else unknown.
 *
 * Latin letters are no evidence: names, products and borrowed words stand in them in every language.
 */
export function heardLanguage(tag: string, text: string, spokenBefore: readonly string[]): string {
  const script = mainScript(text);
  if (script === undefined || script === 'Latn') return tag;
  if (tag !== UNDETERMINED && isWrittenIn(tag, script)) return tag;
  const before = tag === UNDETERMINED ? undefined : spokenBefore.find((known) => isWrittenIn(known, script));
  return before ?? onlyLanguageOf[script] ?? UNDETERMINED;
}

/** What to tell an engine: unknown where a whole phrase in Latin letters is said to be, e.g. Arabic. */
export function sourceForEngines(tag: string, text: string): string {
  return isDoubtful(tag, text) ? UNDETERMINED : tag;
}

/** A phrase, not a name or two, in letters the language does not have. */
export function isDoubtful(tag: string, text: string): boolean {
  if (tag === UNDETERMINED) return false;
  const script = mainScript(text);
  if (script === undefined || isWrittenIn(tag, script)) return false;
  return script !== 'Latn' || text.split(/\s+/).length >= LATIN_PHRASE_WORDS;
}

/** A language in daily use with more than one script: its letters prove nothing. */
export function hasSeveralScripts(tag: string): boolean {
  return severalScripts.has(baseLanguage(tag));
}

const LATIN_PHRASE_WORDS = 4;

/** Most speech on earth that is transcribed: no need to look for two dozen scripts in it. */
const onlyLatin = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** Two thirds of the letters: a foreign name does not make a sentence foreign. */
const MAIN_SHARE = 2 / 3;

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Hebr', /\p{Script=Hebrew}/gu],
  ['Grek', /\p{Script=Greek}/gu],
  ['Deva', /\p{Script=Devanagari}/gu],
  ['Beng', /\p{Script=Bengali}/gu],
  ['Guru', /\p{Script=Gurmukhi}/gu],
  ['Gujr', /\p{Script=Gujarati}/gu],
  ['Taml', /\p{Script=Tamil}/gu],
  ['Telu', /\p{Script=Telugu}/gu],
  ['Knda', /\p{Script=Kannada}/gu],
  ['Mlym', /\p{Script=Malayalam}/gu],
  ['Sinh', /\p{Script=Sinhala}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Laoo', /\p{Script=Lao}/gu],
  ['Khmr', /\p{Script=Khmer}/gu],
  ['Mymr', /\p{Script=Myanmar}/gu],
  ['Geor', /\p{Script=Georgian}/gu],
  ['Armn', /\p{Script=Armenian}/gu],
  ['Ethi', /\p{Script=Ethiopic}/gu],
  ['Hang', /\p{Script=Hangul}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hani', /\p{Script=Han}/gu],
];

/** Scripts that one language among those that are transcribed has to itself. */
const onlyLanguageOf: Readonly<Record<string, string>> = {
  Hebr: 'he',
  Grek: 'el',
  Beng: 'bn',
  Guru: 'pa',
  Gujr: 'gu',
  Taml: 'ta',
  Telu: 'te',
  Knda: 'kn',
  Mlym: 'ml',
  Sinh: 'si',
  Thai: 'th',
  Laoo: 'lo',
  Khmr: 'km',
  Mymr: 'my',
  Geor: 'ka',
  Armn: 'hy',
  Ethi: 'am',
  Hang: 'ko',
  Kana: 'ja',
};

const severalScripts = new Set([
  'sr',
  'bs',
  'uz',
  'az',
  'kk',
  'ky',
  'tk',
  'mn',
  'pa',
  'ku',
  'ms',
  'tg',
  'sd',
  'ks',
  'ug',
]);

function isWrittenIn(tag: string, script: string): boolean {
  if (hasSeveralScripts(tag)) return true;
  const own = scriptOf(tag);
  if (own === undefined) return true;
  if (own === 'Jpan') return script === 'Kana' || script === 'Hani';
  if (own === 'Kore') return script === 'Hang' || script === 'Hani';
  if (own === 'Hans' || own === 'Hant') return script === 'Hani';
  return own === script;
}

function mainScript(text: string): string | undefined {
  if (onlyLatin.test(text)) return /\p{Script=Latin}/u.test(text) ? 'Latn' : undefined;
  const counts = scripts
    .map(([script, letters]) => ({ script, count: text.match(letters)?.length ?? 0 }))
    .filter(({ count }) => count > 0);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const count = (wanted: string) => counts.find(({ script }) => script === wanted)?.count ?? 0;
  // Japanese mixes both; Chinese has no kana at all.
  if (count('Kana') > 0 && count('Kana') + count('Hani') >= all * MAIN_SHARE) return 'Kana';
  return counts.find((one) => one.count >= all * MAIN_SHARE)?.script;
}
