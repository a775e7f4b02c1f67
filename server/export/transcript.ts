/** A meeting as it is exported, whatever the format. Milliseconds since 1970. */
import type { CaptionOrigin, NoteKind, Speaker } from '../../shared/caption.ts';
import type { ExportTimes } from '../../shared/reports/transcript-export.ts';

export interface TranscriptCaption {
  readonly kind: 'caption';
  readonly id: string;
  readonly at: number;
  /** When the last word was said, by Zoom; absent where it did not say. */
  readonly endedAt?: number;
  readonly speaker: Speaker;
  /** Of `text`. */
  readonly language: string;
  readonly text: string;
  readonly original: { readonly language: string; readonly text: string };
  readonly origin: CaptionOrigin;
  readonly corrected: boolean;
  readonly late: boolean;
  readonly engine?: string;
  readonly via?: string;
}

export interface TranscriptNote {
  readonly kind: NoteKind;
  readonly id: string;
  readonly at: number;
  readonly lengthMs?: number;
  readonly speaker?: Speaker;
  readonly language?: string;
}

export type TranscriptEntry = TranscriptCaption | TranscriptNote;

/** What a file says of the whole, and how it says it. */
export interface TranscriptHead {
  readonly meetingId: string;
  readonly topic: string | undefined;
  /** Of the first line; `undefined`: there is none. */
  readonly startedAt: number | undefined;
  readonly exportedAt: number;
  readonly language: string;
  readonly bilingual: boolean;
  readonly speakers: boolean;
  readonly times: ExportTimes;
  readonly timeZone: string;
  /** For the words of the file where there are none in `language`. */
  readonly interfaceLanguage?: string;
}

/** Lines in reading order, page by page. */
export type TranscriptPages = AsyncIterable<readonly TranscriptEntry[]>;

/** One format: what it is called, and how its bytes are made. */
export interface TranscriptFormat {
  readonly contentType: string;
  /** Of the file's name, with its point. */
  readonly extension: string;
  /** Asks for the end of each line's speech, which costs a query a page. */
  readonly isTimed: boolean;
  write(head: TranscriptHead, pages: TranscriptPages): AsyncIterable<string | Uint8Array>;
}

/** The original stands beside the text only where the text is a translation. */
export function originalBeside(head: TranscriptHead, caption: TranscriptCaption) {
  const isTranslated =
    caption.origin === 'machine' || caption.origin === 'phrasebook' || caption.origin === 'person';
  return head.bilingual && isTranslated && caption.original.text !== caption.text
    ? caption.original
    : undefined;
}

/** The line stands there as it was spoken, because it could not be translated. */
export function isLeftUntranslated({ origin }: TranscriptCaption): boolean {
  return origin === 'untranslated' || origin === 'pending';
}
