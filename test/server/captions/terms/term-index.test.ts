/** Covers server/captions/terms/spoken-words.ts, shared/glossary.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProtectedTerm } from '../../../../server/captions/ports/translator.ts';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import { MeetingTerms, noGlossaries } from '../../../../server/captions/terms/meeting-terms.ts';
import { nameTerms } from '../../../../server/captions/terms/names/name-terms.ts';
import { spokenWords } from '../../../../server/captions/terms/spoken-words.ts';
import { TermIndex } from '../../../../server/captions/terms/term-index.ts';
import { MAX_TERM_WORDS } from '../../../../shared/glossary.ts';
import { cpuMsSince, growthAt, growthOf, LARGEST_GROWTH } from '../../../support/growth.ts';

const accents = ['a', 'á', 'à', 'ä', 'â'];

/** `count` terms of `length` words that are equal but for their accents. */
function accented(count: number, length: number): ProtectedTerm[] {
  return Array.from({ length: count }, (_, index) => ({
    term: Array.from({ length }, (_word, at) => accents[Math.floor(index / 5 ** at) % 5] ?? 'a').join(' '),
  }));
}

const row = (word: string) => (n: number) => word.repeat(n);

/** Terms and the text that costs most with them. */
const worst: readonly (readonly [string, readonly ProtectedTerm[], (n: number) => string])[] = [
  ['terms that differ in accents only', accented(500, 20), row('a ')],
  ['terms of fifty words, which are left out', accented(500, 50), row('a ')],
  [
    'terms inside each other',
    Array.from({ length: 60 }, (_, length) => ({ term: `${'東'.repeat(length)}京` })),
    row('東'),
  ],
  [
    'terms with one beginning',
    Array.from({ length: 500 }, (_, index) => ({ term: `${'so '.repeat(15)}x${index}` })),
    row('so '),
  ],
  ['names of forty people called the same', [...nameTerms('José José José Ruiz')], row('José ')],
  ['signs', [{ term: '+'.repeat(60) }], row('+')],
  ['Korean syllables', [{ term: `${'나'.repeat(59)}무` }], row('나')],
  ['blanks', [{ term: 'a  b' }], (n) => `a${' '.repeat(n)}`],
];

/** Of a segment or a correction, in repetitions of two characters. */
const LONGEST_TEXT = 5_000;

describe('the time to find terms', () => {
  it.each(worst)('is proportional to the text: %s', (_which, terms, text) => {
    const finder = termFinder(terms);
    expect(growthAt(text, (said) => finder.find(said), LONGEST_TEXT / 8)).toBeLessThanOrEqual(LARGEST_GROWTH);
  });

  it('does not grow with the number of terms', () => {
    const text = 'a '.repeat(2_000);
    const shortest = (count: number) => {
      const finder = termFinder(accented(count, 10));
      const runs = Array.from({ length: 20 }, () => {
        const startedAt = process.cpuUsage();
        finder.find(text);
        return cpuMsSince(startedAt);
      });
      return Math.min(...runs);
    };
    // Sixteen times as many terms: a step for each would take sixteen times as long.
    expect(shortest(3_200) / shortest(200)).toBeLessThanOrEqual(4);
  });

  it('is bounded by the longest term that a glossary accepts', () => {
    const words = Array.from({ length: MAX_TERM_WORDS }, (_, at) => `w${at}`);
    const [taken, left] = [words.join(' '), [...words, 'more'].join(' ')];
    const found = (term: string) => termFinder([{ term }]).find(`So ${left} was said.`);
    expect(found(taken)).toHaveLength(1);
    expect(found(left)).toEqual([]);
    expect(found('x'.repeat(101))).toEqual([]);
    expect(found('')).toEqual([]);
  });
});

describe('names added one by one', () => {
  const name = (index: number) => `Longfirstname${index} Middlename${index} ${'Lastname'.repeat(4)}${index}`;

  it('cost time proportional to their own length', () => {
    /** Thirty joins, with a sentence after each, where so many are known. */
    const shortest = (known: number) => {
      const runs = Array.from({ length: 10 }, () => {
        const terms = new MeetingTerms({ glossariesOf: async () => noGlossaries }, 'meeting');
        for (let index = 0; index < known; index++) terms.addName(name(index));
        const startedAt = process.cpuUsage();
        for (let index = known; index < known + 30; index++) {
          terms.addName(name(index));
          terms.of('es').find('Hello there.');
        }
        return cpuMsSince(startedAt);
      });
      return Math.min(...runs);
    };
    // To make all names ready anew at each join would take ten times as long.
    expect(shortest(260) / shortest(0)).toBeLessThanOrEqual(4);
  });

  it('are found at once, for the newest 300', () => {
    const terms = new MeetingTerms({ glossariesOf: async () => noGlossaries }, 'meeting');
    const finder = terms.of('es');
    const isFound = (index: number) => finder.find(`We thank ${name(index)} a lot.`).length > 0;
    for (let index = 0; index < 301; index++) terms.addName(name(index));
    expect([isFound(0), isFound(1), isFound(300)]).toEqual([false, true, true]);
  });

  it('of unspeakable length or signs are left out', () => {
    const terms = new MeetingTerms({ glossariesOf: async () => noGlossaries }, 'meeting');
    for (const sign of ['(', ' ', 'a ', 'a@', '| ', '\u{1F600}'])
      expect(growthOf(row(sign), (long) => terms.addName(long)).factor).toBeLessThanOrEqual(LARGEST_GROWTH);
    expect(terms.of('es').find('a a a a')).toEqual([]);
  });
});

describe('an index', () => {
  const word = fc.constantFrom('ana', 'Ana', 'Aná', 'ruiz', '+', '東', '나');
  const term = fc.record({
    term: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
    matchCase: fc.boolean(),
    part: fc.constantFrom('first-name' as const, 'family-name' as const),
  });

  it('finds the same after terms are removed as if they were never added', () => {
    fc.assert(
      fc.property(fc.array(term), fc.array(term), fc.array(word), (kept, gone, said) => {
        const changed = new TermIndex(kept);
        for (const one of gone) changed.add(one);
        for (const one of gone) changed.remove(one);
        const words = spokenWords(said.join(' '));
        const found = (index: TermIndex) =>
          words.map((_word, at) => index.longestAt(words, at, () => true)?.end);
        expect(found(changed)).toEqual(found(new TermIndex(kept)));
        for (const one of kept) changed.remove(one);
        expect(changed.isEmpty).toBe(true);
      }),
    );
  });
});
