import type { CaptionBatch } from '../../../shared/panel-protocol.ts';
import type { SpokenLine } from '../model/line.ts';
import type { Rendering } from '../model/rendering.ts';
import type { StoredStatus } from './caption-store.ts';

/** Port: sends batches and statuses, and knows which languages are watched. */
export interface CaptionOutlet {
  batch(meetingId: string, batch: CaptionBatch): void;
  status(meetingId: string, status: StoredStatus): void;
  /** Does any panel read this language now? */
  isWatched(meetingId: string, language: string): boolean;
}

/** A line that reached its settled text in a language, or a better one, or was removed after it. */
export interface SettledCaption {
  readonly meetingId: string;
  readonly language: string;
  readonly line: SpokenLine;
  readonly rendering: Rendering;
}

/** Port: a copy of every settled caption of one language, read or not. */
export interface CaptionCopy {
  readonly language: string;
  /** The newest state of a line: it may have been added before with another text. */
  add(caption: SettledCaption): void;
}

/** Port: measures of delivered captions, for the metrics. */
export interface CaptionMeasures {
  /** A line that was just spoken reached its settled text. */
  settled(line: {
    readonly language: string;
    /** The engine's name, else where the text came from. */
    readonly engine: string;
    /** From the last frame of the line in to its settled text sent. */
    readonly delayMs: number;
    /** The translations shown of it, in order. */
    readonly shownTexts: readonly string[];
    readonly wasLate: boolean;
    readonly isUntranslated: boolean;
  }): void;
}
