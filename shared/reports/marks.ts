/** Lines that readers marked as wrong. Prose: PROTOCOL.md. */
import type { Caption } from '../caption.ts';

/** Body of `PUT /api/meetings/:id/captions/:caption/mark`. */
export interface MarkRequest {
  /** The language in which the line was read; `original` for the words as spoken. */
  readonly language: string;
}

/** One of the asking person's own marks. */
export interface OwnMark {
  readonly captionId: string;
  readonly language: string;
}

/** `GET /api/meetings/:id/marks/mine` */
export interface OwnMarks {
  readonly marks: readonly OwnMark[];
}

/** A line that is marked and not answered yet, in one language. */
export interface MarkedLine {
  /** The language in which it was read, as its room is named. */
  readonly language: string;
  /** The line as its readers have it now. */
  readonly caption: Caption;
  /** How many people marked it; who they are is not told. */
  readonly count: number;
  /** Of the newest mark, milliseconds since 1970. */
  readonly markedAt: number;
}

/** `GET /api/meetings/:id/marks`, for the host. */
export interface MarkedLines {
  /** Newest mark first, at most `MAX_MARKED_LINES`. */
  readonly lines: readonly MarkedLine[];
}

/** The socket's event `marks`: so many lines await the host, counted once for each language. */
export interface MarksNews {
  readonly lines: number;
}

/** A host answers the newest first; older ones follow as these are answered. */
export const MAX_MARKED_LINES = 100;
