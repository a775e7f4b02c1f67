/**
 * A Word document, written as a stream: the package is a zip whose one large part grows page by page, and is compressed off
 * the event loop. A library that builds the whole document would hold an eight-hour meeting several times in memory.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { entryWords } from '../text/entry-words.ts';
import {
  originalBeside,
  type TranscriptEntry,
  type TranscriptFormat,
  type TranscriptHead,
  type TranscriptPages,
} from '../transcript.ts';
import {
  contentTypes,
  coreProperties,
  documentBeginning,
  documentEnd,
  documentRelations,
  packageRelations,
  styles,
} from './docx-parts.ts';
import { paragraph, type Run } from './docx-xml.ts';

export const docxFormat: TranscriptFormat = {
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: '.docx',
  isTimed: false,
  async *write(head, pages) {
    const body = Readable.from(documentXml(head, pages), { objectMode: false });
    const zip = packageOf(head, body);
    const { outputStream } = zip;
    // The part that fails ends the file: it is not complete.
    body.once('error', (error) => outputStream.emit('error', error));
    try {
      for await (const chunk of outputStream) yield bytesOf(chunk);
    } finally {
      body.destroy();
    }
  },
};

function packageOf(head: TranscriptHead, body: Readable): ZipFile {
  const zip = new ZipFile();
  const mtime = new Date(head.exportedAt);
  const created = mtime.toISOString();
  const small = { mtime, compress: false };
  // Word expects this part first.
  zip.addBuffer(Buffer.from(contentTypes), '[Content_Types].xml', small);
  zip.addBuffer(Buffer.from(packageRelations), '_rels/.rels', small);
  zip.addBuffer(Buffer.from(documentRelations), 'word/_rels/document.xml.rels', small);
  zip.addBuffer(Buffer.from(styles), 'word/styles.xml', small);
  zip.addBuffer(Buffer.from(coreProperties(entryWords(head).title, created)), 'docProps/core.xml', small);
  zip.addReadStream(body, 'word/document.xml', { mtime });
  zip.end();
  return zip;
}

async function* documentXml(head: TranscriptHead, pages: TranscriptPages): AsyncGenerator<string> {
  const words = entryWords(head);
  const { language } = words;
  yield documentBeginning;
  yield paragraph('Title', language, [{ text: words.title, language: 'und' }]);
  for (const text of words.about) yield paragraph('About', language, [{ text, language }]);
  const paragraphsOf = createParagraphs(head);
  for await (const page of pages) if (page.length > 0) yield page.map(paragraphsOf).join('');
  yield documentEnd;
}

function createParagraphs(head: TranscriptHead): (entry: TranscriptEntry) => string {
  const words = entryWords(head);
  const timeOf = (at: number): readonly Run[] => {
    const time = words.time(at);
    return time === '' ? [] : [{ text: `${time}  `, language: 'en', style: 'Time' }];
  };
  return (entry) => {
    if (entry.kind !== 'caption') {
      const note = { text: words.note(entry), language: words.language };
      return paragraph('Note', words.language, [...timeOf(entry.at), note]);
    }
    const mark = words.mark(entry);
    const speaker = `${words.name(entry.speaker)}: `;
    const said = paragraph('Line', entry.language, [
      ...timeOf(entry.at),
      ...(head.speakers ? [{ text: speaker, language: 'und', style: 'Speaker' } as const] : []),
      ...(mark === '' ? [] : [{ text: mark, language: words.language, style: 'Mark' } as const]),
      { text: entry.text, language: entry.language },
    ]);
    const original = originalBeside(head, entry);
    if (original === undefined) return said;
    return said + paragraph('Original', original.language, [original]);
  };
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new Error('The zip file gave something other than bytes.');
}
