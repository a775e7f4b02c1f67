/** What stands between two pieces of one sentence: a blank, or nothing. Pure. */
import { baseLanguage, isUnspaced } from '../../../../shared/language.ts';
import { beforeLetters, letterBefore } from '../../text/text-ends.ts';

/** In a script without blanks, two foreign words keep theirs. */
export function blankBetween(before: string, next: string, language: string): '' | ' ' {
  const [end, beginning] = [before.slice(-LOOKS_AROUND), next.slice(0, LOOKS_AROUND)];
  if (rules.some((isOneWord) => isOneWord(end, beginning, baseLanguage(language)))) return '';
  if (!isUnspaced(language)) return ' ';
  return endsInSpacedWord(before) && spacedWord.test(next) ? ' ' : '';
}

/** An address without its end: "help@", "www.", "help@example." */
export function isOpenAddress(text: string): boolean {
  return openAddress.test(text.slice(-LOOKS_AROUND));
}

/** "3." of "3.7", and "12." of "12. Juni": up to three digits, because a longer number that ends a sentence is a year. */
export function endsInShortNumber(text: string): boolean {
  return /(?<![\d.,]|\d\.\s)\d{1,3}(?:[.,]\d{3}){0,3}\.$/u.test(text.slice(-LOOKS_AROUND));
}

/** Some words, in characters: no rule reads further. */
const LOOKS_AROUND = 60;

type Rule = (end: string, beginning: string, language: string) => boolean;

/** Each of them says that the two pieces are written without a blank. */
const rules: readonly Rule[] = [
  isOneNumber,
  isOneCompound,
  isElided,
  isOneAddress,
  (end, beginning, language) => closes(beginning, language) && /\S$/u.test(end),
  (end, beginning) => /[([{¿¡„]$/u.test(end) || (/(?:^|\s)\p{Sc}$/u.test(end) && /^\d/u.test(beginning)),
];

/** "3." + "7", "$1," + "200", "10:" + "30", "3" + ".7". Which sign a comma is depends on the language. */
function isOneNumber(end: string, beginning: string, language: string): boolean {
  if (/\d$/u.test(end)) return /^[.,:/]\d/u.test(beginning);
  if (!/^\d/u.test(beginning)) return false;
  if (endsInShortNumber(end) || /\d\/$/u.test(end)) return true;
  if (/(?:^|\D)\d{1,2}:$/u.test(end)) return /^\d\d(?!\d)/u.test(beginning);
  // "1, 2, 3," counts.
  if (!/(?<![\d.,])\d{1,3}(?:,\d{3})*,$/u.test(end) || /\d,\s+\S*$/u.test(end)) return false;
  return /^\d{3}(?!\d)/u.test(beginning) || hasDecimalComma(language);
}

function hasDecimalComma(language: string): boolean {
  try {
    return new Intl.NumberFormat(language).format(0.5).includes(',');
  } catch {
    return false;
  }
}

/** "quatre-vingt-" + "dix", "twenty" + "-five"; but "pre-" + "and post-war". */
function isOneCompound(end: string, beginning: string): boolean {
  if (/[\p{L}\p{N}][-‐‑]$/u.test(end))
    return /^[\p{L}\p{N}]/u.test(beginning) && !sharesCompound.test(beginning);
  return /[\p{L}\p{N}]$/u.test(end) && /^[-‐‑]\p{L}/u.test(beginning);
}

const sharesCompound =
  /^(?:and|or|to|und|oder|bis|et|ou|y|e|o|ou|och|eller|og|en|of|i|a|lub|и|или|та|або|ve|veya)(?!\p{L})/iu;

/** "qu'" + "il", "п’" + "ять"; elsewhere an apostrophe at the end is a genitive's or a quotation's. */
function isElided(end: string, beginning: string, language: string): boolean {
  if (/\p{L}$/u.test(end)) return /^['’](?:s|re|ll|ve|m|d|t)(?!\p{L})/iu.test(beginning);
  if (!/\p{L}['’]$/u.test(end) || !/^\p{L}/u.test(beginning)) return false;
  return eliding.has(language) || /(?:^|\s)[dlo]['’]$/iu.test(end);
}

const eliding: ReadonlySet<string> = new Set(['fr', 'it', 'ca', 'uk']);

/** "help@example" + ".com", "www." + "example.org". */
function isOneAddress(end: string, beginning: string): boolean {
  if (isOpenAddress(end)) return /^[\p{L}\p{N}]/u.test(beginning);
  return /[\p{L}\p{N}]$/u.test(end) && /^(?:\.\p{Ll}|@[\p{L}\p{N}]|\/\p{L})/u.test(beginning);
}

const openAddress =
  /(?:^|\s)(?:[\p{L}\p{N}._%+-]{1,40}@|(?:https?:\/\/)?www\.|https?:\/\/)(?:[\p{L}\p{N}-]{1,40}\.)?$/iu;

/** Marks that stand at the word before them; French puts a blank before those of two parts. */
function closes(beginning: string, language: string): boolean {
  if (language === 'fr' && /^[;:!?]/u.test(beginning)) return false;
  return /^(?:[,;:!?…)\]}”。、，！？；：]|\.(?!\p{L}))/u.test(beginning);
}

const unspacedLetter =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}\\p{scx=Tibetan}]';
const spacedWord = new RegExp(`^(?!${unspacedLetter})[\\p{L}\\p{N}]`, 'u');

function endsInSpacedWord(text: string): boolean {
  return spacedWord.test(letterBefore(text, beforeLetters(text, text.length, /^\p{M}$/u)));
}
