import type { HistoryOptions, OlderLines, WatchedLines, WatchOptions } from '../languages/snapshot.ts';

/** Stands for the readers who are given lines up to a time only, where languages are named. */
export const BOUNDED_READERS = '!bounded';

/** Port: what readers ask of meetings; one node has them all in memory, several share them. */
export interface ReadableMeetings {
  /** @throws {LanguageLimitReached} */
  watch(meetingId: string, targetLanguage: string, options?: WatchOptions): Promise<WatchedLines>;
  history(meetingId: string, targetLanguage: string, options: HistoryOptions): Promise<OlderLines>;
  /** A first socket reads this: a language, or `BOUNDED_READERS`. */
  roomOpened(meetingId: string, reading: string): void;
  /** The last socket has left. */
  roomClosed(meetingId: string, reading: string): void;
}
