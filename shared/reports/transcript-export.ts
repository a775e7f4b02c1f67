/** A meeting as a file: what is asked for, how it is answered, and the JSON format. Prose: PROTOCOL.md. */
import type { CaptionOrigin, NoteKind, Speaker } from '../caption.ts';

export const exportFormats = ['txt', 'docx', 'vtt', 'srt', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** `relative`: since the first line · `absolute`: the clock of `timeZone` · `none`. Subtitles are always relative. */
export const exportTimes = ['relative', 'absolute', 'none'] as const;
export type ExportTimes = (typeof exportTimes)[number];

/** Body of `POST /api/meetings/:id/exports`; the same as the query of `GET …/transcript`. */
export interface ExportRequest {
  readonly format: ExportFormat;
  /** A language that is served or was read in the meeting, or `original`. */
  readonly language: string;
  /** The original beside each translation. Default: false. */
  readonly bilingual?: boolean;
  /** Default: true. */
  readonly speakers?: boolean;
  /** Default: `relative`. */
  readonly times?: ExportTimes;
  /** IANA name, of the reader. Default: `UTC`. */
  readonly timeZone?: string;
  /** For headings and notes where this server has none in `language`. Default: English. */
  readonly interface?: string;
}

/** `preparing`: lines are being translated; ask again, or they are not. `ready`: the file, by an address that works once. */
export type ExportAnswer =
  | {
      readonly state: 'preparing';
      readonly translated: number;
      /** Lines without a translation when the work began; 0 while they are counted. */
      readonly total: number;
    }
  | {
      readonly state: 'ready';
      /** Absolute, without a session. */
      readonly url: string;
      /** Milliseconds since 1970. */
      readonly expiresAt: number;
      /** Lines that no engine could translate: the file has them as they were spoken, marked. */
      readonly untranslated: number;
    };

/** `format=json`. Grows by new fields; a changed meaning gets another `version`. */
export interface TranscriptDocument {
  readonly format: 'zoom-translated-captions/transcript';
  readonly version: 1;
  readonly meeting: { readonly id: string; readonly topic?: string; readonly startedAt?: string };
  /** What was asked for; the text of a line may be in another, by its own `language`. */
  readonly language: string;
  readonly bilingual: boolean;
  readonly timeZone: string;
  readonly exportedAt: string;
  readonly lines: readonly TranscriptDocumentLine[];
}

/** Times as ISO 8601 with the offset of `timeZone`; `elapsedMs` since the first line. Absent with `times=none`. */
interface DocumentTimes {
  readonly at?: string;
  readonly elapsedMs?: number;
}

export type TranscriptDocumentLine =
  | (DocumentTimes & {
      readonly kind: 'caption';
      readonly id: string;
      /** Absent with `speakers=0`. */
      readonly speaker?: Speaker;
      readonly language: string;
      readonly text: string;
      /** With `bilingual=1`. */
      readonly original?: { readonly language: string; readonly text: string };
      readonly origin: CaptionOrigin;
      readonly corrected?: true;
      readonly late?: true;
      readonly engine?: string;
      readonly via?: string;
    })
  | (DocumentTimes & {
      readonly kind: NoteKind;
      readonly id: string;
      readonly speaker?: Speaker;
      readonly language?: string;
      readonly lengthMs?: number;
    });
