/** Finds the lines that hold all words in one of their languages. */
import { ORIGINAL } from '../../../shared/language.ts';
import type { FoundLine } from '../../../shared/search/search-protocol.ts';
import { snippetOf } from './search-snippet.ts';
import type { SearchedLine, SearchStore } from './search-store.ts';
import type { FoldedWords } from './search-words.ts';

export interface LinesSought {
  /** Windows that may hold them. */
  readonly numbers: readonly number[];
  readonly words: FoldedWords;
  /** Shown where it holds the words; else the original, else a translation. */
  readonly language?: string | undefined;
  /** Lines spoken later are not the reader's, milliseconds since 1970. */
  readonly until: number;
  /** Only lines of a larger position. */
  readonly after?: number;
  readonly limit: number;
}

export interface FoundLines {
  /** In reading order. */
  readonly lines: readonly FoundLine[];
  readonly hasMore: boolean;
}

/** Windows that are read at once: some hundred texts. */
const WINDOWS_AT_ONCE = 4;

export async function findLines(
  store: Pick<SearchStore, 'lines'>,
  meetingId: string,
  { numbers, words, language, until, after = -1, limit }: LinesSought,
): Promise<FoundLines> {
  const windows = [...new Set(numbers)].sort((a, b) => a - b);
  const lines: FoundLine[] = [];
  for (let at = 0; at < windows.length; at += WINDOWS_AT_ONCE) {
    for (const line of await store.lines(meetingId, windows.slice(at, at + WINDOWS_AT_ONCE))) {
      if (line.position <= after || line.spokenAt > until) continue;
      const found = foundLine(line, words, language);
      if (found === undefined) continue;
      if (lines.length === limit) return { lines, hasMore: true };
      lines.push(found);
    }
  }
  return { lines, hasMore: false };
}

function foundLine(
  line: SearchedLine,
  words: FoldedWords,
  preferred: string | undefined,
): FoundLine | undefined {
  const rank = (language: string) => (language === preferred ? 0 : language === ORIGINAL ? 1 : 2);
  const texts = line.texts.toSorted((a, b) => rank(a.language) - rank(b.language));
  for (const { language, textLanguage, text } of texts) {
    const snippet = snippetOf(text, words);
    if (snippet === undefined) continue;
    const { id, position, spokenAt, speaker } = line;
    return { id, position, spokenAt, speaker, language, textLanguage, ...snippet };
  }
  return undefined;
}
