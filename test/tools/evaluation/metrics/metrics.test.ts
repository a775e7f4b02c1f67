import { describe, expect, it } from 'vitest';
import { erasureOf } from '../../../../server/captions/model/erasure.ts';
import { bleu, tokenize } from './bleu.ts';
import { chrf } from './chrf.ts';
import { replacementsOf } from './replacements.ts';
import { countTerms, occurrences } from './term-accuracy.ts';

const dogs = [
  { hypothesis: 'The dog bit the man.', reference: 'The dog bit the man.' },
  { hypothesis: "It wasn't surprising.", reference: 'It was not unexpected.' },
  { hypothesis: 'The man had just bitten him.', reference: 'The man bit him first.' },
];

function pair(hypothesis: string, reference: string) {
  return [{ hypothesis, reference }];
}

describe('chrF', () => {
  // From sacrebleu's own tests (test_chrf.py), which use beta 3.
  it.each([
    [
      ' risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .',
      'risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .',
      63.36173,
    ],
    [
      ' Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. ',
      'Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.',
      64.1302698,
    ],
    ['a b c', 'abc', 100],
    ['aa', 'ab', 25],
    ['', 'reference', 0],
    ['abcdefg', 'hijklmnop', 0],
  ])('of %j is what sacrebleu publishes', (hypothesis, reference, published) => {
    expect(chrf(pair(hypothesis, reference), 3)).toBeCloseTo(published, 4);
  });

  // Computed with sacrebleu 2.6.0, beta 2.
  it('counts a corpus as a whole', () => {
    expect(chrf(dogs)).toBeCloseTo(50.0430636066, 8);
    expect(
      chrf(
        pair(
          'Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.',
          'Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.',
        ),
      ),
    ).toBeCloseTo(39.1408169034, 8);
  });

  it('gives recall four times the weight of precision', () => {
    // By hand: the only order that occurs on both sides has precision 1 and recall 1/2: 5 · 1/2 / (4 · 1 + 1/2).
    expect(chrf(pair('a', 'ab'))).toBeCloseTo((100 * 2.5) / 4.5, 10);
  });
});

describe('BLEU', () => {
  // Computed with sacrebleu 2.6.0 with its defaults.
  it.each([
    [dogs, 45.0675063211],
    [pair('this is a fest', 'this is a test'), 59.4603557501],
    [pair('one two three four five', 'one three five two four'), 15.9735776062],
    [
      pair('El presupuesto sube un 3,5 % en 2027.', 'El presupuesto va a subir un 3,5 % en el año 2027.'),
      25.8587352841,
    ],
    [pair('none of it matches here', 'quite another text stands there'), 0],
    [pair('a test', 'a test'), 0],
  ])('of example %# is what sacrebleu computes', (pairs, computed) => {
    expect(bleu(pairs)).toBeCloseTo(computed, 8);
  });

  it('is 100 for the reference itself', () => {
    expect(bleu(pair('this is a test', 'this is a test'))).toBeCloseTo(100, 10);
  });

  // Computed with sacrebleu 2.6.0's Tokenizer13a.
  it.each([
    ['¿Cuánto cuesta, 1,000.50 o 3-4?', '¿Cuánto cuesta , 1,000.50 o 3 - 4 ?'],
    [
      'He said "no" (twice); it\'s 10-fold &amp; more.',
      'He said " no " ( twice ) ; it\'s 10 - fold & more .',
    ],
    ['Sí. ¡Muy bien! a.m.', 'Sí . ¡Muy bien ! a . m .'],
  ])('cuts %j into 13a tokens', (text, tokens) => {
    expect(tokenize(text).join(' ')).toBe(tokens);
  });
});

describe('erasure', () => {
  // By hand.
  it.each([
    ['a line that only grows', ['', 'one', 'one two', 'one two three'], 0, 3],
    ['a changed last word', ['one two', 'one too', 'one too many'], 1, 3],
    ['a changed first word pushes the rest', ['one two three', 'a two three'], 3, 3],
    ['a line that shrinks', ['one two three', 'one'], 2, 1],
    ['a line that was never shown', [], 0, 0],
  ])('of %s', (_name, versions, erasedWords, finalWords) => {
    expect(erasureOf(versions)).toEqual({ erasedWords, finalWords });
  });
});

describe('term accuracy', () => {
  const terms = [
    { en: ['ticket', 'tickets'], es: ['ticket', 'tickets', 'boleto'] },
    { en: ['database'], es: ['base de datos', 'bases de datos'] },
  ];

  it('counts spoken terms that stand in the translation in any accepted form', () => {
    const source = 'Open a ticket for the database, and then two tickets.';
    const translation = 'Abre un BOLETO para la base de dato, y luego dos tickets.';
    expect(countTerms(terms, { source, spoken: 'en', translation })).toEqual({ expected: 3, found: 2 });
  });

  it('takes whole words only, and a long form once', () => {
    expect(occurrences('ticketing, tickets; ticket', ['ticket', 'tickets'])).toBe(2);
    expect(occurrences('la señal y el señalamiento', ['señal'])).toBe(1);
  });
});

describe('replacements', () => {
  it('are texts that gave way to others; what grows at its end is none', () => {
    expect(replacementsOf(['', 'Good', 'Good morning', 'Good morning.', 'Good morning.'])).toBe(0);
    expect(replacementsOf(['Good morning', 'Buenos días, a todos', 'Buenos días a todos'])).toBe(2);
  });
});
