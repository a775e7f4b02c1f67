import { describe, expect, it } from 'vitest';
import { saysTheSame } from '../../../../server/captions/model/interpretation.ts';
import type { SpokenLine } from '../../../../server/captions/model/line.ts';
import { spokenLine } from '../../../support/spoken-line.ts';

const ana = { id: '1', name: 'Ana' };
const voice = { id: '9', name: 'Interpreter (Spanish)' };
const english = (change: Partial<SpokenLine> = {}) =>
  spokenLine(1, { speaker: ana, text: 'The budget of 40 million is approved.', ...change });
const spanish = (change: Partial<SpokenLine> = {}) =>
  spokenLine(2, {
    speaker: ana,
    sourceLanguage: 'es',
    text: 'El presupuesto de 40 millones está aprobado.',
    spokenAt: 1_500,
    ...change,
  });

describe('a line that says the same in the language of its reader', () => {
  it.each([
    ['one voice that began while the other spoke', spanish()],
    ['an interpreter a few seconds later', spanish({ speaker: voice, spokenAt: 7_000 })],
    ['an interpreter by another clock', spanish({ speaker: voice, spokenAt: -500 })],
    [
      'a Japanese interpreter',
      spanish({
        speaker: { id: '9', name: '通訳者' },
        sourceLanguage: 'ja',
        text: '予算40百万は承認されました。',
        spokenAt: 4_000,
      }),
    ],
    ['a sentence that has just begun', spanish({ state: 'draft', text: 'El presupuesto' })],
  ])('%s', (_who, line) => {
    expect(saysTheSame(line, english(), 'en')).toBe(true);
  });

  it('stands for the other one as well, whichever came first', () => {
    expect(saysTheSame(english(), spanish(), 'es')).toBe(true);
  });

  it.each([
    ['is in no language of the reader', spanish(), english(), 'fr'],
    ['is in the same language', spanish({ sourceLanguage: 'en-GB' }), english(), 'en'],
    ['was spoken when the other was over', spanish({ spokenAt: 4_000 }), english(), 'en'],
    ['was spoken by somebody else', spanish({ speaker: { id: '2', name: 'Leo' } }), english(), 'en'],
    ['was interpreted long ago', spanish({ speaker: voice, spokenAt: 20_000 }), english(), 'en'],
    ['has other numbers', spanish({ text: 'El presupuesto de 50 millones está aprobado.' }), english(), 'en'],
    ['is far longer', spanish({ text: 'Sí, aprobado.', speaker: voice }), english(), 'en'],
    ['is a word or two', spanish({ text: 'Gracias.' }), english({ text: 'Thank you.' }), 'en'],
    ['is still open', spanish(), english({ state: 'draft' }), 'en'],
    ['was removed', spanish(), english({ removed: true }), 'en'],
    ['has no known language', spanish({ sourceLanguage: 'und' }), english(), 'en'],
    [
      'is by two interpreters',
      spanish({ speaker: voice }),
      english({ speaker: { ...voice, id: '8' } }),
      'en',
    ],
  ])('is none when it %s', (_why, line, other, target) => {
    expect(saysTheSame(line, other, target)).toBe(false);
  });
});
