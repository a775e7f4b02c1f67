/** WebVTT (W3C Candidate Recommendation): speakers in voice spans, languages in language spans. */
import { cueTime } from '../text/clock.ts';
import { entryWords } from '../text/entry-words.ts';
import type { TranscriptFormat } from '../transcript.ts';
import { type CueVoice, subtitleCues } from './subtitles.ts';

export const vttFormat: TranscriptFormat = {
  contentType: 'text/vtt; charset=utf-8',
  extension: '.vtt',
  isTimed: true,
  async *write(head, pages) {
    const words = entryWords(head);
    const notes = [words.title, ...words.about].map(escaped);
    yield `WEBVTT\n\nNOTE\n${notes.join('\n')}\n\n`;
    let number = 0;
    for await (const cues of subtitleCues(head, pages, { labels: false })) {
      const blocks = cues.map(({ start, end, parts }) => {
        number += 1;
        const payload = parts.map(({ lines, whose }) => payloadOf(lines, whose, head.language)).join('\n');
        return `${number}\n${cueTime(start, '.')} --> ${cueTime(end, '.')}\n${payload}\n\n`;
      });
      if (blocks.length > 0) yield blocks.join('');
    }
  },
};

/** A span never holds an empty line, and `-->` stands nowhere but between times: `>` is escaped. */
function payloadOf(lines: readonly string[], { name, language }: CueVoice, fileLanguage: string): string {
  const text = lines.map(escaped).join('\n');
  const inLanguage =
    language === fileLanguage || !isTag.test(language) ? text : `<lang ${language}>${text}</lang>`;
  return name === undefined ? inLanguage : `<v ${escaped(name)}>${inLanguage}</v>`;
}

const isTag = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/;

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
