/** Whatever is said, in any language: the time for it grows with its length, not with the square of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINES_OF_A_SEGMENT } from '../../../server/captions/caption-limits.ts';
import { grownDraft, settledBeginning } from '../../../server/captions/model/draft-text.ts';
import {
  clauseCut,
  countWords,
  endsSentence,
  sentenceRanges,
} from '../../../server/captions/sentences/boundaries.ts';
import { emptyJoiner, push, revise } from '../../../server/captions/sentences/joiner.ts';
import { sentenceText } from '../../../server/captions/sentences/pieces/sentence.ts';
import { nameTerms } from '../../../server/captions/terms/names/name-terms.ts';
import { heardLanguage, isDoubtful } from '../../../server/captions/text/heard-language.ts';
import { withoutTurns } from '../../../server/captions/text/text-direction.ts';
import { oneLine } from '../../../server/zoom/rtms/content/to-segment.ts';
import { growthAt, LARGEST_GROWTH } from '../../support/growth.ts';

/** Repeated to the length wanted, each is somebody's worst input. */
const rows = [
  'aaaaaaaa',
  'word ',
  'Yes. No! ',
  'A. B. C. ',
  '1. 2. 3. ',
  'Dr. ',
  'No. 1 ',
  'p.m. ',
  'z. B. ',
  '.',
  '. ',
  '! ',
  '…',
  '.»',
  '.» ',
  '» ',
  '."',
  '.) ',
  '(',
  ')',
  '["',
  "'",
  '. \u00a0',
  '\u00a0',
  '\u3000',
  '!😀',
  '😀 ',
  '‼ 😀 ',
  '👍🏽. ',
  '🇪🇸',
  '1️⃣. ',
  '\u200d',
  '\u200b',
  'a\u0301',
  '\u0301',
  'τι; ',
  ';',
  '; ',
  '།',
  'ཡིག། ',
  'སྐད',
  'สวัสดีครับ',
  'ครับ ',
  '我们。',
  '会議',
  'か？',
  'हाँ। ',
  'نعم؟ ',
  'г. ',
  'aж ',
  'and, ',
  ', ',
  '- ',
  'U.S. ',
  'e.g. I ',
  '\ud83d',
  '-',
  '_',
  '@a',
  '\u2067',
  '\u202E',
  '\u2067\u2069',
  '(a ',
  ' | ',
];
const languages = ['en', 'de', 'fr', 'el', 'ru', 'ja', 'th', 'bo', 'und'];
const said = (row: string) => (n: number) => `Well. ${row.repeat(Math.ceil(n / row.length)).slice(0, n)}`;

const limits = { words: 28, characters: 220 };
const functions: Readonly<Record<string, (text: string, language: string) => unknown>> = {
  endsSentence,
  sentenceRanges,
  clauseCut: (text, language) => clauseCut(text, limits, language),
  countWords,
  settledBeginning,
  grownDraft: (text, language) => grownDraft(text.slice(0, text.length / 2), text, language),
  heardLanguage: (text, language) => heardLanguage(language, text, [language]),
  isDoubtful: (text, language) => isDoubtful(language, text),
  oneLine: (text) => oneLine(text, text.length),
  withoutTurns,
  nameTerms,
  'a new segment': (text, language) => push(emptyJoiner, { segment: 1, text, sourceLanguage: language }, 0),
  'a revision of an open sentence': (text, language) => {
    const { state } = push(emptyJoiner, { segment: 1, text: 'So we', sourceLanguage: language }, 0);
    return revise(state, { segment: 1, text, sourceLanguage: language }, 1);
  },
};

/** The longest text of a frame, in characters. */
const LONG = 10_000;

function growth(row: string, work: (text: string) => unknown): number {
  // Up to half of it: the square shows there as well, and takes a quarter of the time.
  return growthAt(said(row), work, LONG / 8);
}

describe('the cost of speech is proportional to its length', () => {
  it.each(Object.entries(functions))(
    'in %s',
    (_name, work) => {
      const slow = rows.flatMap((row, index) => {
        const language = languages[index % languages.length] ?? 'en';
        const factor = growth(row, (text) => work(text, language));
        return factor > LARGEST_GROWTH ? [`${JSON.stringify(row)} in ${language}: ${factor}`] : [];
      });
      expect(slow).toEqual([]);
    },
    60_000,
  );

  it('for rows of any signs, as a new segment', () => {
    const letters = [...new Set(rows.join(''))];
    const row = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 });
    const isLinear = (signs: readonly string[], language: string) =>
      growth(signs.join(''), (text) =>
        push(emptyJoiner, { segment: 1, text, sourceLanguage: language }, 0),
      ) <= LARGEST_GROWTH;
    fc.assert(fc.property(row, fc.constantFrom(...languages), isLinear), { numRuns: 40 });
  }, 60_000);

  it('is measured: a quadratic search is detected', () => {
    expect(growthAt(said('.'), (text) => /\.+x/u.test(text), 2_000)).toBeGreaterThan(LARGEST_GROWTH);
  });
});

describe('ten thousand characters', () => {
  it.each(rows.map((row) => [JSON.stringify(row), row]))(
    'of %s are some dozens of lines with every word',
    (_shown, row) => {
      const text = oneLine(said(row)(LONG), LONG);
      for (const language of languages) {
        const { closed, state } = push(emptyJoiner, { segment: 1, text, sourceLanguage: language }, 0);
        const lines = [...closed, ...(state.open === undefined ? [] : [state.open])];
        expect(lines.length).toBeLessThanOrEqual(MAX_LINES_OF_A_SEGMENT);
        expect(letters(lines.map(sentenceText).join(''))).toBe(letters(text));
      }
    },
  );
});

function letters(text: string): string {
  return text.replace(/\s/gu, '');
}
