/** The transcript as one JSON document, whose shape is `TranscriptDocument`. */
import type {
  TranscriptDocument,
  TranscriptDocumentLine,
} from '../../../shared/reports/transcript-export.ts';
import { clockOf } from '../text/clock.ts';
import { wellFormed } from '../text/plain-text.ts';
import {
  originalBeside,
  type TranscriptEntry,
  type TranscriptFormat,
  type TranscriptHead,
} from '../transcript.ts';

export const jsonFormat: TranscriptFormat = {
  contentType: 'application/json',
  extension: '.json',
  isTimed: false,
  async *write(head, pages) {
    const lineOf = jsonLines(head);
    const whole = JSON.stringify(headOf(head));
    yield `${whole.slice(0, -1)},"lines":[`;
    let isFirst = true;
    for await (const page of pages) {
      const lines = page.map((entry) => JSON.stringify(lineOf(entry)));
      yield `${isFirst || lines.length === 0 ? '\n' : ',\n'}${lines.join(',\n')}`;
      isFirst = isFirst && lines.length === 0;
    }
    yield '\n]}\n';
  },
};

function headOf(head: TranscriptHead): Omit<TranscriptDocument, 'lines'> {
  const clock = clockOf(head.timeZone);
  const { meetingId: id, topic, startedAt, language, bilingual, timeZone, exportedAt } = head;
  return {
    format: 'zoom-translated-captions/transcript',
    version: 1,
    meeting: {
      id,
      ...(topic === undefined ? {} : { topic: wellFormed(topic) }),
      ...(startedAt === undefined ? {} : { startedAt: clock.iso(startedAt) }),
    },
    language,
    bilingual,
    timeZone,
    exportedAt: clock.iso(exportedAt),
  };
}

function jsonLines(head: TranscriptHead): (entry: TranscriptEntry) => TranscriptDocumentLine {
  const clock = clockOf(head.timeZone);
  const times = (at: number) =>
    head.times === 'none' ? {} : { at: clock.iso(at), elapsedMs: Math.max(0, at - (head.startedAt ?? at)) };
  const speakerOf = ({ id, name }: { readonly id: string; readonly name: string }) =>
    head.speakers ? { speaker: { id: wellFormed(id), name: wellFormed(name) } } : {};
  return (entry) => {
    const { id, at } = entry;
    if (entry.kind !== 'caption') {
      const { kind, language, lengthMs, speaker } = entry;
      return {
        kind,
        id,
        ...times(at),
        ...(speaker === undefined ? {} : speakerOf(speaker)),
        ...(language === undefined ? {} : { language }),
        ...(lengthMs === undefined ? {} : { lengthMs }),
      };
    }
    const { kind, speaker, language, text, origin, corrected, late, engine, via } = entry;
    const original = originalBeside(head, entry);
    return {
      kind,
      id,
      ...times(at),
      ...speakerOf(speaker),
      language,
      text: wellFormed(text),
      ...(original === undefined ? {} : { original: { ...original, text: wellFormed(original.text) } }),
      origin,
      ...(corrected ? { corrected } : {}),
      ...(late ? { late } : {}),
      ...(engine === undefined ? {} : { engine }),
      ...(via === undefined ? {} : { via }),
    };
  };
}
