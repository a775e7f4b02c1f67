import { describe, expect, it } from 'vitest';
import { lineEnd } from '../../../../../server/captions/sentences/pieces/line-end.ts';

describe('a line', () => {
  it.each([
    ['en', 'We can start.'],
    ['en', 'We opened in 2024.'],
    ['en', 'Is it ready?'],
    ['es', 'Empezamos mañana.'],
    ['ja', '始めます。'],
    ['en', 'No.'],
    ['en', 'Write to help@example.com.'],
  ])('%s: has ended with its mark: %s', (language, text) => {
    expect(lineEnd(text, language)).toBe('ended');
  });

  it.each([
    ['en', 'It rose by 3.'],
    ['de', 'Wir treffen uns am 12.'],
    ['en', 'well…'],
    ['ja', 'そうですね…'],
    ['de', 'Das war im 20.'],
    ['en', 'I met John J.'],
    ['ko', '그는 "네."'],
    ['en', 'we need pens, paper, etc.'],
    ['en', 'Write to help@example.'],
  ])('%s: may go on after a mark that may belong to what follows: %s', (language, text) => {
    expect(lineEnd(text, language)).toBe('may-go-on');
  });

  it.each([
    ['en', 'I went to the'],
    ['en', 'we sold twenty-'],
    ['en', 'if nobody objects,'],
    ['en', 'I talked to Dr.'],
    ['en', 'It is on page No.'],
    ['en', 'the old one (the red'],
    ['en', 'she said "we will'],
    ['en', 'it costs $'],
    ['en', 'look at www.'],
    ['es', 'vamos a hablar de'],
    ['de', 'wir haben „das'],
    ['fr', "je crois qu'"],
    ['en', 'I thought —'],
  ])('%s: cannot end at a word or mark that asks for more: %s', (language, text) => {
    expect(lineEnd(text, language)).toBe('unfinished');
  });

  it.each([
    ['en', 'and then we went home'],
    ['en', 'the students’'],
    ['en', 'she said “we will” again'],
    ['ko', '오늘 회의'],
    ['de', 'es kostet 5 €'],
    ['de', 'er rief „Halt“'],
    ['xx', 'of the'],
  ])('%s: without a mark could end elsewhere: %s', (language, text) => {
    expect(lineEnd(text, language)).toBe('unmarked');
  });
});
