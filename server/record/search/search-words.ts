/** What somebody typed into a search, as it is compared with texts. */
import { foldText } from '../../../shared/search/folded-text.ts';

/** Each of them must stand in a text. Folded, without blanks at their ends, none of them empty. */
export type FoldedWords = readonly string[];

/** More words than anybody remembers of a sentence. */
const MOST_WORDS = 8;

/** Words are separated by blanks; `"several words"` are one. Further ones than eight are left out. */
export function searchWords(typed: string): FoldedWords {
  const words: string[] = [];
  typed.split(/["“”„«»]/u).forEach((part, index) => {
    if (index % 2 === 1) words.push(foldText(part).trim());
    else words.push(...foldText(part).split(' '));
  });
  const distinct = [...new Set(words.filter((word) => word !== ''))];
  return distinct.slice(0, MOST_WORDS);
}
