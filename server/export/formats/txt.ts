/** Plain text: a heading, then one line for each entry, and its original below it. */
import { entryWords } from '../text/entry-words.ts';
import { flatText, spokenText } from '../text/plain-text.ts';
import {
  originalBeside,
  type TranscriptEntry,
  type TranscriptFormat,
  type TranscriptHead,
} from '../transcript.ts';

export const txtFormat: TranscriptFormat = {
  contentType: 'text/plain; charset=utf-8',
  extension: '.txt',
  isTimed: false,
  async *write(head, pages) {
    const words = entryWords(head);
    const heading = [words.title, ...words.about].map((line) => spokenText(words.language, undefined, line));
    yield `${heading.join('\n')}\n\n`;
    const lineOf = txtLines(head);
    for await (const page of pages) yield page.map(lineOf).join('');
  },
};

function txtLines(head: TranscriptHead): (entry: TranscriptEntry) => string {
  const words = entryWords(head);
  const timed = (at: number, line: string) => (head.times === 'none' ? line : `[${words.time(at)}] ${line}`);
  return (entry) => {
    if (entry.kind !== 'caption')
      return `${timed(entry.at, spokenText(words.language, undefined, `(${words.note(entry)})`))}\n`;
    const name = head.speakers ? words.name(entry.speaker) : undefined;
    const text = `${words.mark(entry)}${flatText(entry.text)}`;
    const line = timed(entry.at, spokenText(entry.language, name, text));
    const original = originalBeside(head, entry);
    if (original === undefined) return `${line}\n`;
    return `${line}\n    ${spokenText(original.language, undefined, flatText(original.text))}\n`;
  };
}
