/** What `GET /api/search` answers. Prose: PROTOCOL.md. */
import type { MeetingSummary } from '../panel-protocol.ts';

/** `GET /api/search` answers at most this many meetings; more follow with its `next`. */
export const FOUND_MEETINGS_PER_PAGE = 10;
/** Lines of one meeting in an answer about several; more follow with `meeting` and `after`. */
export const FOUND_LINES_PER_MEETING = 5;

export interface FoundLine {
  readonly id: string;
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly spokenAt: number;
  readonly speaker: string;
  /** The language to read it in: `original`, or a target language. */
  readonly language: string;
  /** The language of `text`. */
  readonly textLanguage: string;
  /** A part of the line, with the first words that were found. */
  readonly text: string;
  /** `[start, end)` in `text`: the words that were found, whole. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Something of the line stands before or after `text`. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

export interface FoundMeeting {
  readonly meeting: MeetingSummary;
  /** In reading order; none where only the topic holds the words. */
  readonly lines: readonly FoundLine[];
  /** Further lines hold the words: those of a larger position than this. */
  readonly after?: number;
}

export interface SearchAnswer {
  /** Newest first. */
  readonly meetings: readonly FoundMeeting[];
  /** `after` of the next page; absent when everything was searched. */
  readonly next?: string;
}
