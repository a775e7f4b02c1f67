import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termFinder } from '../../../../server/captions/terms/glossary-terms.ts';
import type { Engine, EngineRequest } from '../../../../server/translation/engine.ts';
import { createEngineChain } from '../../../../server/translation/engine-chain.ts';
import { hasForeignMark, marksIn } from '../../../../server/translation/marks/marks.ts';
import { TranslationError } from '../../../../server/translation/translation-error.ts';
import { EngineCounts } from '../../../support/engine-counts.ts';
import { memoryMeters } from '../../../support/memory-meters.ts';
import { askProtected } from '../chains.ts';
import { manualEngine, sentence, silent } from '../stories.ts';

const kinds = ['placeholders', 'tags', 'prompt', 'none'] as const;
const terms = termFinder([{ term: 'Acme' }, { term: 'budget', replacement: 'presupuesto [9]' }]);

type Answer = (text: string) => string;

/** What a reader sees when the engine answers each question so; `undefined`: its answer is refused. */
async function shown(
  takesTerms: Engine['takesTerms'],
  answer: Answer,
  text: string,
): Promise<string | undefined> {
  const engine = { name: 'libre', origin: 'machine', takesTerms } as const;
  const ask = async (request: EngineRequest) => ({ text: answer(request.text) });
  try {
    const found = terms.find(text, 'en');
    return (await askProtected(engine, ask, text, found)).text;
  } catch (error) {
    if (error instanceof TranslationError && error.kind === 'bad-reply') return undefined;
    throw error;
  }
}

/** Forms in which a mark that was not sent, half of one or a tag could come back. */
const foreign = [
  '⟦7⟧', '⟦ 7 ⟧', '⟦', '7⟧', '〚7〛', '[[7]]', '[7]', '{7}', '{{ 7 }}', '【7】', '<7>', '＜７＞', '［７］', '(7)', '（７）',
  '⟦٧⟧', '[۷]', '[७]', '[৭]', '[๗]', '[𝟟]', '[\u200b7]', '⟦x⟧', '⟦⟧', '&#10214;7&#10215;', '&lbrack;7&rbrack;', '&#91;7&#93;',
  '<x>', '</x>', '<x/>', '<X>', '< x >', '<x', '/x>', '<x id="1">', '<x1>', '&lt;x&gt;', '&lt;/x&gt;', '&amp;lt;x&amp;gt;',
  '&#60;x&#62;', '＜x＞', '‹x›', '<\u200bx>', '<speech>', '&lt;/speech&gt;', '\\u27e67\\u27e7', '%E2%9F%A67%E2%9F%A7',
] as const; // biome-ignore format: a list of signs.

describe.each(kinds)('an engine that takes terms as %s', (kind) => {
  it.each(foreign)('shows no mark that it was not sent: %s', async (mark) => {
    for (const said of ['We met about it.', 'Acme met about it.', 'The budget of Acme is spent.']) {
      for (const answer of [`${mark} nos vimos.`, `Acme presupuesto [9] nos vimos ${mark}`]) {
        expect(await shown(kind, () => answer, said), `${said} → ${answer}`).toBeUndefined();
        expect(await shown(kind, (text) => `${text} ${mark}`, said)).toBeUndefined();
      }
    }
  });

  it.each([
    'See [1] of it.',
    'See ⟦0⟧ and (2) there.',
    'Write <x> and </x> then.',
    'The sign &lt;x&gt; is it.',
    'Half ⟦ is said.',
  ])('shows what somebody said: %s', async (said) => {
    for (const text of [said, `${said} Acme said so.`, `${said} The budget said so.`]) {
      const translation = await shown(kind, (asked) => `[es] ${asked}`, text);
      const decided = kind === 'none' || kind === 'prompt' ? text : text.replace('budget', 'presupuesto [9]');
      expect(translation?.replace(/<x>(Acme|presupuesto \[9\])<\/x>/g, '$1')).toBe(`[es] ${decided}`);
    }
  });

  it('shows no mark that was not said, whatever it answers', async () => {
    const piece = fc.constantFrom(
      ...foreign,
      '⟦0⟧',
      '⟦1⟧',
      '[0]',
      '<x>Acme</x>',
      'Acme',
      ' presupuesto',
      ' y ',
      '&',
      ';',
      '<',
      '>',
      'x',
      '0',
      '⟦',
      ']',
    );
    const word = fc.constantFrom('Acme', 'budget', 'met', '[0]', '⟦1⟧', '<x>', 'seven', '7');
    const pieces = fc.oneof(
      fc.array(piece, { maxLength: 6 }),
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        pieces,
        fc.boolean(),
        async (words, answer, echoes) => {
          const said = `We ${words.join(' ')}`;
          const reply = answer.join('');
          const translation = await shown(kind, (text) => (echoes ? text : '') + reply, said);
          if (translation === undefined) return;
          const held = `${said} presupuesto [9]`;
          for (const sign of ['⟦', '⟧', '〚', '〛'])
            expect(/[⟦⟧〚〛]/.test(held) || !translation.includes(sign)).toBe(true);
          expect(/<x>/.test(held) || !/<\/?x\b|&lt;\/?x\b/i.test(translation)).toBe(true);
          const numbers = (text: string) =>
            [...text.matchAll(/[[{<【]\s*(\d+)\s*[\]}>】]/g)].map(([, number]) => number);
          expect(numbers(held)).toEqual(expect.arrayContaining(numbers(translation)));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a mark', () => {
  it.each([
    ['a number that was said, in brackets', 'Punto (7).', 'Item 7.'],
    ['inequalities', 'Si 0 < x y x > 5.', 'If x is between.'],
    ['a comparison that was said without blanks', 'Si 0<x<1 o x>5.', 'If 0<x<1 or x>5.'],
    ['words in brackets', 'Hola [risas] (todos) «ya» <b>.', 'Hello.'],
    ['a long number', '[1234567]', 'One.'],
    ['an address', 'a/x/b', 'a/x/b'],
  ])('is not seen in %s', (_what, answer, said) => {
    expect(hasForeignMark(answer, said)).toBe(false);
  });

  it('is read in the digits of any script', () => {
    expect(marksIn('⟦12⟧ [٣٤] 【๕๖】 {{𝟟}} (７)').map(({ number }) => number)).toEqual([12, 34, 56, 7, 7]);
  });
});

describe('a chain of engines', () => {
  it.each(['settled', 'draft', 'catch-up'] as const)(
    'passes on no answer with a mark: %s',
    async (purpose) => {
      const answering = (name: string, text: string): Engine => ({
        ...manualEngine(name, { limits: { concurrency: 1 } }),
        translate: async () => ({ text }),
      });
      await using chain = createEngineChain({
        engines: [answering('libre', '⟦7⟧ nos vimos.'), answering('apertium', 'Nos vimos.')],
        drafts: 'unmetered',
        meters: memoryMeters(),
        measures: new EngineCounts(),
        logger: silent,
        now: Date.now,
      });
      const request = sentence('We met there.', { purpose });
      expect(await chain.translate(request)).toMatchObject({ engine: 'apertium', text: 'Nos vimos.' });
    },
  );
});
