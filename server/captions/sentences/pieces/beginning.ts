/** What the first letter of a piece tells about the sentence it belongs to. Pure. */
import { baseLanguage } from '../../../../shared/language.ts';
import { sentenceWordsOf } from '../languages/languages.ts';

/**
 * `new`: a word that is written with a capital only where a sentence begins, "The", "¿Qué" · `capital`: another capital,
 * perhaps a name's · `small` · `unknown`: a number, a script without capitals, a word that always has one.
 */
export type Beginning = 'new' | 'capital' | 'small' | 'unknown';

export function beginningOf(text: string, language: string): Beginning {
  const [, marks = '', word = ''] =
    /^([\p{P}\p{S}\s]*)([\p{L}\p{M}'’]*)/u.exec(text.slice(0, LOOKS_AHEAD)) ?? [];
  if (/[¿¡]/u.test(marks)) return 'new';
  if (/^(?!\p{Script=Georgian})\p{Ll}/u.test(word)) return 'small';
  const base = baseLanguage(language);
  const isShouted = /^\p{Lu}{2}/u.test(word);
  if (!/^[\p{Lu}\p{Lt}]/u.test(word) || isShouted) return 'unknown';
  const small = word.toLowerCase().replaceAll('’', "'");
  const { begins, cannotEnd } = sentenceWordsOf(language);
  if (base === 'en' && /^i(?!\p{L})/u.test(small)) return 'capital';
  if (begins.has(small) || cannotEnd.has(small)) return 'new';
  return base === 'de' ? 'unknown' : 'capital';
}

const LOOKS_AHEAD = 60;
