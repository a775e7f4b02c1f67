/** One row for each entry. The names of the columns are for programs, and the same in every language. */
import { CSV_BEGINNING, csvText } from '../../lib/csv/csv-text.ts';
import { clockOf, elapsedTime } from '../text/clock.ts';
import { entryWords } from '../text/entry-words.ts';
import { flatText } from '../text/plain-text.ts';
import {
  originalBeside,
  type TranscriptEntry,
  type TranscriptFormat,
  type TranscriptHead,
} from '../transcript.ts';

export const csvFormat: TranscriptFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: '.csv',
  isTimed: false,
  async *write(head, pages) {
    const columns = columnsOf(head);
    yield CSV_BEGINNING + csvText([columns.map(({ heading }) => heading)]);
    for await (const page of pages)
      if (page.length > 0) yield csvText(page.map((entry) => columns.map(({ cell }) => cell(entry))));
  },
};

interface Column {
  readonly heading: string;
  readonly cell: (entry: TranscriptEntry) => string;
}

function columnsOf(head: TranscriptHead): readonly Column[] {
  const clock = clockOf(head.timeZone);
  const words = entryWords(head);
  const startedAt = head.startedAt ?? 0;
  const time: readonly Column[] = {
    none: [],
    relative: [{ heading: 'time', cell: ({ at }: TranscriptEntry) => elapsedTime(at - startedAt) }],
    absolute: [{ heading: 'time', cell: ({ at }: TranscriptEntry) => clock.iso(at) }],
  }[head.times];
  const original: readonly Column[] = [
    { heading: 'original_language', cell: (entry) => originalOf(head, entry)?.language ?? '' },
    { heading: 'original', cell: (entry) => flatText(originalOf(head, entry)?.text ?? '') },
  ];
  return [
    ...time,
    { heading: 'kind', cell: ({ kind }) => kind },
    ...(head.speakers
      ? [
          {
            heading: 'speaker',
            cell: ({ speaker }: TranscriptEntry) => (speaker === undefined ? '' : words.name(speaker)),
          },
        ]
      : []),
    { heading: 'language', cell: (entry) => entry.language ?? '' },
    { heading: 'text', cell: (entry) => textOf(entry, words) },
    ...(head.bilingual ? original : []),
    { heading: 'origin', cell: (entry) => (entry.kind === 'caption' ? entry.origin : '') },
    { heading: 'corrected', cell: (entry) => (entry.kind === 'caption' && entry.corrected ? 'yes' : '') },
    { heading: 'late', cell: (entry) => (entry.kind === 'caption' && entry.late ? 'yes' : '') },
  ];
}

function textOf(entry: TranscriptEntry, words: ReturnType<typeof entryWords>): string {
  return entry.kind === 'caption' ? flatText(entry.text) : words.note(entry);
}

function originalOf(head: TranscriptHead, entry: TranscriptEntry) {
  return entry.kind === 'caption' ? originalBeside(head, entry) : undefined;
}
