/** How entries read in a file: names, marks, notes and headings, in its words. */
import { ORIGINAL, UNDETERMINED } from '../../../shared/language.ts';
import {
  isLeftUntranslated,
  type TranscriptCaption,
  type TranscriptHead,
  type TranscriptNote,
} from '../transcript.ts';
import { fill, languageName, wordsOf } from '../words/words-of.ts';
import { clockOf, elapsedTime } from './clock.ts';
import { flatText } from './plain-text.ts';

export interface EntryWords {
  /** The language of notes and headings. */
  readonly language: string;
  readonly title: string;
  /** Lines below the title: what this is, and when it was. */
  readonly about: readonly string[];
  name(speaker: { readonly name: string }): string;
  /** In brackets before the text; empty for most captions. */
  mark(caption: TranscriptCaption): string;
  note(note: TranscriptNote): string;
  /** The time of an entry as this file writes it; empty with `times=none`. */
  time(at: number): string;
}

export function entryWords(head: TranscriptHead): EntryWords {
  const { language, words } = wordsOf(head.language, head.interfaceLanguage);
  const clock = clockOf(head.timeZone);
  const startedAt = head.startedAt ?? 0;
  const name: EntryWords['name'] = (speaker) => flatText(speaker.name) || words.someone;
  const said =
    head.language === ORIGINAL
      ? words.asSpoken
      : fill(words.translatedInto, { language: languageName(head.language, language) });
  const sentence = head.bilingual && head.language !== ORIGINAL ? `${said}, ${words.withOriginal}` : said;
  const began = fill(words.began, { time: clock.time(startedAt), zone: head.timeZone });
  return {
    language,
    title: flatText(head.topic ?? '') || words.transcript,
    about: [...(head.startedAt === undefined ? [] : [began]), sentence, words.mayBeWrong],
    name,
    mark: (caption) => {
      const marks = [
        ...(isLeftUntranslated(caption) ? [words.untranslated] : []),
        ...(caption.late ? [words.earlier] : []),
      ];
      return marks.length === 0 ? '' : `[${marks.join(', ')}] `;
    },
    note: (note) => {
      const values = { name: name(note.speaker ?? { name: '' }) };
      switch (note.kind) {
        case 'gap':
          if (note.lengthMs === undefined) return words.gapUnknown;
          return fill(words.gap, { seconds: secondsText(note.lengthMs, language) });
        case 'joined':
          return fill(words.joined, values);
        case 'left':
          return fill(words.left, values);
        case 'language-changed':
          if (note.language === undefined || note.language === UNDETERMINED)
            return fill(words.speaksAnother, values);
          return fill(words.speaks, { ...values, language: languageName(note.language, language) });
        case 'paused':
          return words.paused;
        case 'resumed':
          return words.resumed;
      }
    },
    time: (at) => {
      switch (head.times) {
        case 'relative':
          return elapsedTime(at - startedAt);
        case 'absolute':
          return clock.time(at);
        case 'none':
          return '';
      }
    },
  };
}

/** As panels say it: a second at least, tenths below ten. */
function secondsText(lengthMs: number, language: string): string {
  const ms = Math.max(lengthMs, 1_000);
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: ms < 10_000 ? 1 : 0 });
  return format.format(ms / 1_000);
}
