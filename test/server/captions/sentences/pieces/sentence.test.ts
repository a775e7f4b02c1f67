import { expect, it } from 'vitest';
import { inParts, sentenceText, withPart } from '../../../../../server/captions/sentences/pieces/sentence.ts';

const parts = (...texts: readonly string[]) => texts.map((text, segment) => ({ segment, text }));

it('a sentence is its parts, joined as they are written', () => {
  expect(sentenceText({ parts: parts('It rose', 'by 3.', '7 percent.'), sourceLanguage: 'en' })).toBe(
    'It rose by 3.7 percent.',
  );
});

it('ranges of a sentence keep the segment of each part', () => {
  const sentence = { parts: parts('We meet. It rose by 3.', '7 percent. And'), sourceLanguage: 'en' };
  const ranges = [
    [0, 8],
    [9, 33],
    [33, 37],
  ] as const;
  expect(
    inParts(sentence, ranges).map((one) => [sentenceText(one), one.parts.map((part) => part.segment)]),
  ).toEqual([
    ['We meet.', [0]],
    ['It rose by 3.7 percent.', [0, 1]],
    ['And', [1]],
  ]);
});

it('a segment said otherwise stands once, where its first part stood', () => {
  const said = [
    { segment: 1, text: 'we' },
    { segment: 2, text: 'meet' },
    { segment: 1, text: 'now' },
  ];
  expect(withPart(said, { segment: 1, text: 'they' }).map(({ text }) => text)).toEqual(['they', 'meet']);
  expect(withPart(said, { segment: 1, text: '' }).map(({ text }) => text)).toEqual(['meet']);
});
