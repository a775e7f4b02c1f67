import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grownDraft, settledBeginning } from '../../../../server/captions/model/draft-text.ts';
import { erasureOf } from '../../../../server/captions/model/erasure.ts';

describe('the shown beginning of a draft', () => {
  it.each([
    ['the last two words may change', 'Mañana vamos a hablar', 'es', 'Mañana vamos'],
    ['with the punctuation between them', 'Sí, mañana, creo yo', 'es', 'Sí, mañana,'],
    ['not with a question that is only opened', 'Bueno, ¿qué tal?', 'es', 'Bueno,'],
    ['words without blanks', '明日の計画について話します', 'ja', '明日の計画について話'],
    ['nothing is left of two words', 'Vamos ahora', 'es', ''],
    ['nothing of nothing', '', 'es', ''],
  ])('%s', (_why, translation, language, shown) => {
    expect(settledBeginning(translation, language)).toBe(shown);
  });

  it.each([
    ['begins', undefined, 'Mañana', 'es', 'Mañana'],
    ['grows', 'Mañana', 'Mañana vamos', 'es', 'Mañana vamos'],
    ['never shrinks', 'Mañana vamos', 'Mañana', 'es', 'Mañana vamos'],
    ['is not replaced', 'Mañana vamos', 'Hoy vamos a', 'es', 'Mañana vamos'],
    ['changes no word of it', 'Mañana', 'Mañanas que', 'es', 'Mañana'],
    ['nor a sign', 'Sí, mañana', 'Sí, mañana, creo', 'es', 'Sí, mañana'],
    ['grows without blanks', '明日の', '明日の計画に', 'ja', '明日の計画に'],
  ])('%s', (_what, shown, next, language, grown) => {
    expect(grownDraft(shown, next, language)).toBe(grown);
  });

  it('removes no word, whatever the next draft is', () => {
    const text = fc.array(fc.constantFrom('a', 'ab', 'a,', '¿b', 'b?'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (answers) => {
        let shown = '';
        const versions = answers.map((words) => {
          shown = grownDraft(shown === '' ? undefined : shown, settledBeginning(words.join(' '), 'es'), 'es');
          return shown;
        });
        expect(erasureOf(versions).erasedWords).toBe(0);
      }),
    );
  });
});
