/** Port: where words stand in stored meetings. */
import type { FoldedWords } from './search-words.ts';

/** Sixteen positions of a meeting, by their number. */
export interface SearchWindow {
  readonly meetingId: string;
  readonly number: number;
}

/** A settled caption with what it says in every language that has it settled. */
export interface SearchedLine {
  readonly id: string;
  readonly position: number;
  readonly spokenAt: number;
  readonly speaker: string;
  /** As it was spoken first; then translations, by language. */
  readonly texts: readonly SearchedText[];
}

export interface SearchedText {
  /** The language that is read: `original`, or the target language. */
  readonly language: string;
  /** The language of the text. */
  readonly textLanguage: string;
  readonly text: string;
}

/** One search: what it learns of the words serves every page of meetings. */
export interface WindowSearch {
  /**
   * Windows of these meetings that may hold the words, by meeting and number: what was changed lately is among them
   * unread.
   */
  among(meetingIds: readonly string[]): Promise<readonly SearchWindow[]>;
}

export interface SearchStore {
  search(words: FoldedWords): WindowSearch;
  /** The settled captions of these windows, in reading order, without removed ones. */
  lines(meetingId: string, numbers: readonly number[]): Promise<readonly SearchedLine[]>;
}
