/** Text that wraps between phrases, wherever it is long. Pure. */
import { baseLanguage } from '../../shared/language.ts';

const NO_BREAK_SPACE = '\u00a0';
const ZERO_WIDTH_SPACE = '\u200b';
/** Articles and prepositions of one or two letters, in writing that has them. */
const isShort = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{1,2}$/u;

/**
 * A short word does not end a row, and a Chinese word is not cut in two. What has been wrapped stays so while the text
 * grows: each place depends on its own two words alone.
 */
export function wrappedText(text: string, language: string): string {
  switch (baseLanguage(language)) {
    case 'zh':
    case 'yue':
      return wordsOf(text, language).join(ZERO_WIDTH_SPACE);
    case 'ja':
      // Browsers know its phrases: `word-break: auto-phrase`.
      return text;
    default:
      return withShortWordsKept(text);
  }
}

function withShortWordsKept(text: string): string {
  return text.split(' ').reduce((before, word, index, words) => {
    const stays = isShort.test(words[index - 1] ?? '') && /^[\p{L}\p{N}]/u.test(word);
    return index === 0 ? word : `${before}${stays ? NO_BREAK_SPACE : ' '}${word}`;
  }, '');
}

function wordsOf(text: string, language: string): readonly string[] {
  // Firefox before 125 has none, and cuts words where it likes.
  if (typeof Intl.Segmenter === 'undefined') return [text];
  const parts: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    // A mark stands with the word before it, an opening one with the word after it.
    const before = parts[parts.length - 1];
    const joins = before !== undefined && (/^[\p{Ps}\p{Pi}]$/u.test(before) || isWordLike !== true);
    if (joins && !/^[\p{Ps}\p{Pi}]/u.test(segment)) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts;
}
