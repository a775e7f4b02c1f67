import { expect, it } from 'vitest';
import { beginningOf } from '../../../../../server/captions/sentences/pieces/beginning.ts';

it.each([
  ['en', 'Let’s begin.', 'new'],
  ['en', '"The old one', 'new'],
  ['es', '¿qué hacemos', 'new'],
  ['en', 'Paula said', 'capital'],
  ['en', 'I think', 'capital'],
  ['en', 'should start.', 'small'],
  ['ru', 'потом', 'small'],
  ['de', 'Haus und Hof', 'unknown'],
  ['en', 'NASA says', 'unknown'],
  ['en', '7 percent', 'unknown'],
  ['ja', '会議', 'unknown'],
  ['ka', 'დღეს', 'unknown'],
  ['en', '', 'unknown'],
])('%s: the beginning of "%s" is %s', (language, text, expected) => {
  expect(beginningOf(text, language)).toBe(expected);
});
