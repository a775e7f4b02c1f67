import { describe, expect, it } from 'vitest';
import {
  blankBetween,
  endsInShortNumber,
  isOpenAddress,
} from '../../../../../server/captions/sentences/pieces/border.ts';

const joined = (before: string, next: string, language: string) =>
  before + blankBetween(before, next, language) + next;

describe('two pieces of one sentence', () => {
  it.each([
    ['en', 'It rose by 3.', '7 percent', 'It rose by 3.7 percent'],
    ['en', 'It rose by 3', '.7 percent', 'It rose by 3.7 percent'],
    ['en', 'It costs $1,', '200 a month', 'It costs $1,200 a month'],
    ['en', 'It costs $1,200,', '000 a year', 'It costs $1,200,000 a year'],
    ['en', 'It costs $', '200 a month', 'It costs $200 a month'],
    ['en', 'at 10:', '30 on Monday', 'at 10:30 on Monday'],
    ['en', 'between 1/', '2 and 3/4', 'between 1/2 and 3/4'],
    ['de', 'Der Wert liegt bei 3,', '75 Prozent', 'Der Wert liegt bei 3,75 Prozent'],
    ['es', 'Cuesta 1.', '200 euros', 'Cuesta 1.200 euros'],
    ['es', 'Cuesta 1.200.', '000 euros', 'Cuesta 1.200.000 euros'],
  ])('%s: a number is written in one: %s | %s', (language, before, next, text) => {
    expect(joined(before, next, language)).toBe(text);
  });

  it.each([
    ['en', 'We count 1, 2, 3,', '400 and 500'],
    ['en', 'On page 3,', '12 lines are missing'],
    ['en', 'We opened in 2024.', '50 people came'],
    ['en', 'The time is 10:', 'nobody came'],
    ['de', 'am 12.', 'Juni'],
    ['ko', '2025. 5.', '9. 금요일'],
    ['fr', 'environ 10', '000 personnes'],
  ])('%s: other numbers keep their blank: %s | %s', (language, before, next) => {
    expect(joined(before, next, language)).toBe(`${before} ${next}`);
  });

  it.each([
    ['fr', 'Il y en a quatre-vingt-', 'dix', 'Il y en a quatre-vingt-dix'],
    ['en', 'We sold twenty-', 'five', 'We sold twenty-five'],
    ['en', 'We sold twenty', '-five', 'We sold twenty-five'],
    ['en', 'the pre-', 'and post-war years', 'the pre- and post-war years'],
    ['de', 'die Vor-', 'und Nachteile', 'die Vor- und Nachteile'],
    ['en', 'I thought -', 'well, never mind', 'I thought - well, never mind'],
  ])('%s: a hyphen joins what it stands at: %s | %s', (language, before, next, text) => {
    expect(joined(before, next, language)).toBe(text);
  });

  it.each([
    ['fr', "Je crois qu'", 'il vient', "Je crois qu'il vient"],
    ['it', 'È nell’', 'acqua', 'È nell’acqua'],
    ['uk', 'о п’', 'ятій', 'о п’ятій'],
    ['en', "at five o'", 'clock', "at five o'clock"],
    ['en', 'Paula', "'s report", "Paula's report"],
    ['en', "the students'", 'rooms', "the students' rooms"],
  ])('%s: an apostrophe elides or closes: %s | %s', (language, before, next, text) => {
    expect(joined(before, next, language)).toBe(text);
  });

  it.each([
    ['Write to help@example', '.com today.', 'Write to help@example.com today.'],
    ['Write to help@', 'example.com.', 'Write to help@example.com.'],
    ['Write to help', '@example.com.', 'Write to help@example.com.'],
    ['Look at www.', 'example.org.', 'Look at www.example.org.'],
    ['Look at www.example.', 'org for more.', 'Look at www.example.org for more.'],
    ['Look at https://', 'example.org.', 'Look at https://example.org.'],
    ['Look at example.org', '/help for more.', 'Look at example.org/help for more.'],
    ['Write to ana@example.org', 'or to Ben.', 'Write to ana@example.org or to Ben.'],
  ])('an address is written in one: %s | %s', (before, next, text) => {
    expect(joined(before, next, 'en')).toBe(text);
  });

  it.each([
    ['en', 'I think', ', yes', 'I think, yes'],
    ['fr', 'Tu viens', '?', 'Tu viens ?'],
    ['en', 'the old one (', 'the red one)', 'the old one (the red one)'],
    ['es', 'y entonces ¿', 'qué hacemos?', 'y entonces ¿qué hacemos?'],
  ])('%s: a mark stands at its word: %s | %s', (language, before, next, text) => {
    expect(joined(before, next, language)).toBe(text);
  });

  it.each([
    ['ko', '오늘은', '회의를 합니다', '오늘은 회의를 합니다'],
    ['ja', '今日は', '会議です', '今日は会議です'],
    ['ja', 'これは Google', 'Meet です', 'これは Google Meet です'],
    ['ja', '値は3.', '7です', '値は3.7です'],
  ])('%s: the script decides about blanks: %s | %s', (language, before, next, text) => {
    expect(joined(before, next, language)).toBe(text);
  });
});

describe('an end that asks for more', () => {
  it.each([
    ['It rose by 3.', true],
    ['in 2024.', false],
    ['version 1.2.', false],
    ['Done.', false],
  ])('is a short number with a full stop: %s', (text, expected) => {
    expect(endsInShortNumber(text)).toBe(expected);
  });

  it.each([
    ['help@', true],
    ['Write to help@example.', true],
    ['www.', true],
    ['help@example.com.', false],
    ['See example.', false],
  ])('is an address without its end: %s', (text, expected) => {
    expect(isOpenAddress(text)).toBe(expected);
  });
});
