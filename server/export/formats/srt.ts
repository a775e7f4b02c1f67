/** SubRip. No standard says how it is escaped: signs that players take for tags are replaced by their like. */
import { UNDETERMINED } from '../../../shared/language.ts';
import { LINE_WIDTH } from '../cues/cue-lines.ts';
import { cueTime } from '../text/clock.ts';
import { directionOf } from '../text/plain-text.ts';
import type { TranscriptFormat } from '../transcript.ts';
import { subtitleCues } from './subtitles.ts';

export const srtFormat: TranscriptFormat = {
  contentType: 'application/x-subrip; charset=utf-8',
  extension: '.srt',
  isTimed: true,
  async *write(head, pages) {
    let number = 0;
    for await (const cues of subtitleCues(head, pages, { labels: true })) {
      const blocks = cues.map(({ start, end, parts }) => {
        number += 1;
        const text = parts.flatMap(({ lines, whose }) => lines.map((line) => shown(line, whose.language)));
        return `${number}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${text.join('\n')}\n\n`;
      });
      if (blocks.length > 0) yield blocks.join('');
    }
  },
};

/** Players take `<i>` and `{\an8}` for instructions, and `-->` for a line of times. */
function shown(line: string, language: string): string {
  const harmless = line
    .replaceAll('-->', '--›')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('{', '(')
    .replaceAll('}', ')');
  const mark = directionMark(language, harmless);
  return harmless.length + mark.length > LINE_WIDTH ? harmless : mark + harmless;
}

/** Players take the direction of a line from its first letter, which may be of a name or a foreign word. */
function directionMark(language: string, line: string): string {
  const direction = directionOf(language, line);
  if (direction === directionOf(UNDETERMINED, line)) return '';
  return direction === 'rtl' ? '\u200F' : '\u200E';
}
