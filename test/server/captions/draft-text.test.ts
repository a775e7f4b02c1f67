import { describe, expect, it } from 'vitest';
import { grownDraft, settledBeginning } from '../../../server/captions/draft-text.ts';

describe('the beginning of a translation that is shown while somebody still speaks', () => {
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

  it('grows, or is replaced, but never only shrinks', () => {
    expect(grownDraft(undefined, 'Mañana')).toBe('Mañana');
    expect(grownDraft('Mañana', 'Mañana vamos')).toBe('Mañana vamos');
    expect(grownDraft('Mañana vamos', 'Mañana')).toBe('Mañana vamos');
    expect(grownDraft('Mañana vamos', 'Hoy')).toBe('Hoy');
  });
});
