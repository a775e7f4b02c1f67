/**
 * Covers server/export/cues/speech-pieces.ts, server/export/cues/cue-split.ts, server/export/cues/cue-lines.ts,
 * server/export/cues/atoms.ts
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_WIDTH, widthOf } from '../../../../server/export/cues/cue-lines.ts';
import { type Cue, CueTrack } from '../../../../server/export/cues/cue-track.ts';
import type { Utterance } from '../../../../server/export/cues/speech-pieces.ts';

const ana = { name: 'Ana' };
const ben = { name: 'Ben' };

interface Said {
  readonly start: number;
  readonly end?: number;
  readonly words: string;
  readonly whose?: { readonly name: string };
  readonly language?: string;
  readonly beside?: string;
}

function cuesOf(all: readonly Said[]): readonly Cue<{ readonly name: string }>[] {
  const track = new CueTrack<{ readonly name: string }>();
  const cues = all.flatMap((said) => track.next(utterance(said)));
  return [...cues, ...track.end()];
}

function utterance({ start, end, words, whose = ana, language = 'en', beside }: Said) {
  const text = { language, words, whose };
  return {
    start,
    text,
    ...(end === undefined ? {} : { end }),
    ...(beside === undefined ? {} : { beside: { language: 'es', words: beside, whose: ben } }),
  } satisfies Utterance<{ readonly name: string }>;
}

function linesOf(cue: Cue<unknown>): readonly string[] {
  return cue.parts.flatMap(({ lines }) => lines);
}

const sentence =
  'We will look at the figures of the last quarter first, and then everybody says in two sentences what they need from the others.';

describe('a sentence in cues', () => {
  it('is cut at the end of a phrase, its time shared by length', () => {
    const cues = cuesOf([{ start: 2_000, end: 10_000, words: sentence }]);
    expect(cues.map((cue) => linesOf(cue).join(' '))).toEqual([
      'We will look at the figures of the last quarter first,',
      'and then everybody says in two sentences what they need from the others.',
    ]);
    const [first, second] = cues;
    expect(first?.start).toBe(2_000);
    expect(second?.start).toBe(first?.end);
    const share = ((first?.end ?? 0) - 2_000) / 8_000;
    expect(share).toBeCloseTo(53 / 125, 1);
  });

  it('is cut between sentences, not after every abbreviation', () => {
    const words =
      'That is all from my side for today, thank you. Please write to me if anything is missing in the list.';
    expect(cuesOf([{ start: 0, words }]).map((cue) => linesOf(cue).join(' '))).toEqual([
      'That is all from my side for today, thank you.',
      'Please write to me if anything is missing in the list.',
    ]);
  });

  it('stays in one cue that lasts long enough to be read', () => {
    const [cue] = cuesOf([{ start: 0, end: 400, words: 'Thank you very much indeed, all of you.' }]);
    expect(cue?.end).toBeGreaterThanOrEqual((39 / 20) * 1_000);
  });

  it('goes when the next one begins, after a second at least', () => {
    const cues = cuesOf([
      { start: 0, end: 300, words: 'Yes, of course, that is how we are going to do it from now on.' },
      { start: 1_400, end: 3_000, words: 'Good.', whose: ben },
    ]);
    expect(cues.map(({ start, end }) => [start, end])).toEqual([
      [0, 1_400],
      [1_400, 3_000],
    ]);
  });

  it('of slow speech is cut into cues of seven seconds', () => {
    const words = 'one two three four five six seven eight nine ten';
    const cues = cuesOf([{ start: 0, end: 12_000, words }]);
    expect(cues.length).toBe(2);
    for (const { start, end } of cues) expect(end - start).toBeLessThanOrEqual(7_000);
  });

  it.each([
    [
      'Japanese',
      'ja',
      '本日はお忙しい中お集まりいただき、誠にありがとうございます。これから今年度の計画についてご説明いたします。',
    ],
    [
      'Chinese',
      'zh-Hans',
      '今天我们先看一下上个季度的数据，然后每个人用两句话说明自己需要什么帮助，最后讨论下一步的计划。',
    ],
    ['Thai', 'th', 'วันนี้เราจะดูตัวเลขของไตรมาสที่แล้วก่อนแล้วทุกคนจะพูดสองประโยคว่าต้องการอะไรจากคนอื่นในทีมของเรา'],
  ])('of %s is cut between words, without a blank in sight', (_name, language, words) => {
    const cues = cuesOf([{ start: 0, words, language }]);
    const lines = cues.flatMap(linesOf);
    expect(lines.join('')).toBe(words);
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(LINE_WIDTH);
      expect(line).not.toMatch(/^[、。，？！」ー]/u);
    }
    if (language !== 'th') for (const line of lines) expect([...line].length).toBeLessThanOrEqual(18);
  });

  it('with an original beside it has a line of each', () => {
    const beside =
      'Primero veremos las cifras del último trimestre, y luego cada cual dice en dos frases lo que necesita de los demás compañeros.';
    const cues = cuesOf([{ start: 0, end: 8_000, words: sentence, beside }]);
    expect(cues.length).toBeGreaterThanOrEqual(3);
    for (const { parts } of cues) expect(parts.map(({ whose }) => whose)).toEqual([ana, ben]);
    expect(cues.map(({ parts }) => parts[0]?.lines.join(' ')).join(' ')).toBe(sentence);
    expect(cues.map(({ parts }) => parts[1]?.lines.join(' ')).join(' ')).toBe(beside);
  });
});

describe('a quick exchange', () => {
  it('stands in one cue, a line for each speaker', () => {
    const cues = cuesOf([
      { start: 0, end: 500, words: 'Ready?' },
      { start: 500, end: 900, words: 'Ready.', whose: ben },
      { start: 5_000, end: 6_000, words: 'Then we begin.' },
    ]);
    expect(cues.map(({ parts }) => parts.map(({ lines, whose }) => `${whose.name}: ${lines}`))).toEqual([
      ['Ana: Ready?', 'Ben: Ready.'],
      ['Ana: Then we begin.'],
    ]);
  });
});

describe('pieces of one frame of speech, which have one time', () => {
  it('share it by length', () => {
    const cues = cuesOf([
      { start: 0, end: 9_000, words: 'This first sentence has about forty letters.' },
      { start: 0, end: 9_000, words: 'And this second one has nearly as many letters in it.' },
      { start: 9_000, end: 10_000, words: 'Next.' },
    ]);
    const second = cues.find((cue) => linesOf(cue).join(' ').startsWith('And'));
    expect(second?.start).toBeGreaterThan(3_500);
    expect(second?.start).toBeLessThan(5_000);
  });
});

describe('whatever is said', () => {
  const word = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abcdefgh,.?'), minLength: 1, maxLength: 14 }),
    fc.string({ unit: fc.constantFrom(...'今天我们看、。数据ーん'), minLength: 1, maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('ع', 'ر', 'ب', 'ي', '👩‍👩‍👧', 'e\u0301', 'ก็'),
      minLength: 1,
      maxLength: 60,
    }),
    fc.constantFrom('https://example.org/a/very/long/address/that/no/line/of/a/subtitle/ever/holds', '-->'),
  );
  const words = fc.array(word, { minLength: 1, maxLength: 40 }).map((all) => all.join(' '));
  const said = fc
    .array(
      fc.record({
        pause: fc.oneof(fc.integer({ min: -2_000, max: 8_000 }), fc.constant(0)),
        length: fc.option(fc.integer({ min: -500, max: 20_000 }), { nil: undefined }),
        words,
        beside: fc.option(words, { nil: undefined }),
        whose: fc.constantFrom(ana, ben),
      }),
      { maxLength: 12 },
    )
    .map((all) => {
      let at = 0;
      return all.map(({ pause, length, words: text, whose, beside }): Said => {
        at = Math.max(0, at + pause);
        return {
          start: at,
          words: text,
          whose,
          ...(length === undefined ? {} : { end: at + length }),
          ...(beside === undefined ? {} : { beside }),
        };
      });
    });

  it('cues are in order, without overlap, one to seven seconds, two lines of 42, and lose no letter', () => {
    fc.assert(
      fc.property(said, (all) => {
        const cues = cuesOf(all);
        let cursor = 0;
        for (const cue of cues) {
          expect(cue.start).toBeGreaterThanOrEqual(cursor);
          expect(cue.end - cue.start).toBeGreaterThanOrEqual(1_000);
          expect(cue.end - cue.start).toBeLessThanOrEqual(7_000);
          const lines = linesOf(cue);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(2);
          for (const line of lines) {
            expect(line.length).toBeLessThanOrEqual(42);
            expect(line.trim()).not.toBe('');
          }
          cursor = cue.end;
        }
        const shown = cues.flatMap(linesOf).join('').replaceAll(' ', '');
        const spoken = all.map((one) => (one.words + (one.beside ?? '')).replaceAll(' ', ''));
        expect([...shown].toSorted().join('')).toBe([...spoken.join('')].toSorted().join(''));
      }),
      { numRuns: 60 },
    );
  });

  it('speech with pauses is shown while it is spoken, twenty letters a second at most', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (texts) => {
        let at = 0;
        const spoken = texts.map((text): Said => {
          const start = at;
          // Slow speech, then silence.
          const length = (widthOf(text) / 12) * 1_000 + 1_000;
          at += length + 8_000;
          return { start, end: start + length, words: text };
        });
        const cues = cuesOf(spoken);
        for (const cue of cues) {
          const letters = linesOf(cue).reduce((sum, line) => sum + widthOf(line), 0);
          expect(letters / ((cue.end - cue.start) / 1_000)).toBeLessThanOrEqual(20.5);
        }
        for (const { start } of spoken) expect(cues.map((cue) => cue.start)).toContain(Math.round(start));
      }),
      { numRuns: 60 },
    );
  });
});
