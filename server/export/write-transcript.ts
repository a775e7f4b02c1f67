/** A meeting as a file of a format: its name, its type, and its bytes as they are made. */
import type { ExportFormat } from '../../shared/reports/transcript-export.ts';
import { turnOfOthers } from '../lib/turn-of-others.ts';
import { docxFormat } from './docx/docx.ts';
import { csvFormat } from './formats/csv.ts';
import { jsonFormat } from './formats/json.ts';
import { srtFormat } from './formats/srt.ts';
import { txtFormat } from './formats/txt.ts';
import { vttFormat } from './formats/vtt.ts';
import { clockOf } from './text/clock.ts';
import { entryWords } from './text/entry-words.ts';
import { asciiName, fileName } from './text/file-name.ts';
import type { TranscriptFormat, TranscriptHead, TranscriptPages } from './transcript.ts';
import { type TranscriptStore, transcriptPages } from './transcript-pages.ts';

export interface TranscriptFile {
  readonly name: string;
  /** For programs that read no other letters. */
  readonly asciiName: string;
  readonly contentType: string;
  /** Reads the store as far as the bytes are taken. */
  readonly bytes: AsyncIterable<string | Uint8Array>;
}

export type TranscriptWish = Omit<TranscriptHead, 'startedAt' | 'exportedAt'> & {
  readonly format: ExportFormat;
  /** Only lines of at most this time, milliseconds since 1970. */
  readonly until: number | undefined;
};

export async function writeTranscript(
  store: TranscriptStore,
  { format: wanted, until, ...wish }: TranscriptWish,
  exportedAt: number,
): Promise<TranscriptFile> {
  const format = formats[wanted];
  const { meetingId, language, speakers } = wish;
  const first = await store.startOf(meetingId);
  const startedAt = first !== undefined && first <= (until ?? Infinity) ? first : undefined;
  const head: TranscriptHead = { ...wish, startedAt, exportedAt };
  const pages = transcriptPages(store, { meetingId, language, until, speakers, isTimed: format.isTimed });
  const { title } = entryWords(head);
  const day = clockOf(head.timeZone).day(startedAt ?? exportedAt);
  const languages = head.bilingual && language !== 'original' ? `${language}+original` : language;
  const name = fileName([title, day, languages], format.extension);
  return {
    name,
    asciiName: asciiName(name),
    contentType: format.contentType,
    bytes: format.write(head, inTurns(pages)),
  };
}

const formats: Readonly<Record<ExportFormat, TranscriptFormat>> = {
  txt: txtFormat,
  vtt: vttFormat,
  srt: srtFormat,
  csv: csvFormat,
  json: jsonFormat,
  docx: docxFormat,
};

/** Lines between two turns of the event loop: some milliseconds of cutting subtitles. */
const LINES_OF_A_TURN = 20;

async function* inTurns(pages: TranscriptPages): TranscriptPages {
  for await (const page of pages) {
    for (let at = 0; at < page.length; at += LINES_OF_A_TURN) {
      yield page.slice(at, at + LINES_OF_A_TURN);
      await turnOfOthers();
    }
  }
}
