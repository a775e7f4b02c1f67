/**
 * Covers server/translation/answers/echo.ts, server/translation/answers/loop.ts,
 * server/translation/answers/foreign-script.ts.
 */
import { describe, expect, it } from 'vitest';
import { isEcho } from '../../../../server/translation/answers/echo.ts';
import { isOfForeignScript } from '../../../../server/translation/answers/foreign-script.ts';
import { isLoop } from '../../../../server/translation/answers/loop.ts';
import { chainOf, readyEngine } from '../chains.ts';
import { manualEngine, sentence } from '../stories.ts';

const asked = (text: string, sourceLanguage = 'en', targetLanguage = 'es') => ({
  text,
  sourceLanguage,
  targetLanguage,
});

describe('an echo', () => {
  it.each([
    ['She was invited to three conferences.', 'She was invited to three conferences.', 'en', 'es'],
    ['She was invited to three.', 'SHE WAS INVITED TO THREE', 'en', 'es'],
    ['thank you all', 'Thank you all!', 'en', 'es'],
    ['Мы начинаем прямо сейчас', 'мы начинаем прямо сейчас.', 'ru', 'en'],
    ['今日は予算について話します', '今日は予算について話します。', 'ja', 'en'],
  ])('is %j as %j', (text, answer, from, to) => {
    expect(isEcho(answer, asked(text, from, to))).toBe(true);
  });

  it.each([
    ['OK', 'OK', 'en', 'es'],
    ['No problem', 'No problem', 'en', 'es'],
    ['Maria Garcia, Ana Lopez, Zoom', 'Maria Garcia, Ana Lopez, Zoom', 'en', 'es'],
    ['10, 20, 30 and 40', '10, 20, 30 and 40', 'en', 'de'],
    ['The meeting starts now', 'La reunión empieza ahora', 'en', 'es'],
    ['We start now then', 'We start now then', 'en-US', 'en-GB'],
    ['We start now then', 'We start now then', 'und', 'es'],
    ['東京大学', '东京大学', 'ja', 'zh-Hans'],
    ['…', '…', 'en', 'es'],
  ])('is not %j as %j', (text, answer, from, to) => {
    expect(isEcho(answer, asked(text, from, to))).toBe(false);
  });
});

describe('a loop', () => {
  it.each([
    ['cada vez cada vez cada vez cada vez cada vez', 'Increasingly.', 'es'],
    ['No, no, no, no, no.', 'Maybe.', 'es'],
    ['y el plan de hoy, y el plan de hoy, y el plan de hoy, y el plan de hoy', 'And the plan', 'es'],
    ['ありがとうありがとうありがとうありがとう', 'Thanks.', 'ja'],
  ])('is %j for %j', (answer, text, target) => {
    expect(isLoop(answer, text, target)).toBe(true);
  });

  it.each([
    ['No, no, no, no.', 'No, no, no, no.', 'es'],
    ['Muy, muy bien.', 'Very good.', 'es'],
    ['ははははは', 'Ha ha.', 'ja'],
    ['uno dos tres cuatro uno dos tres', 'one two three four one two three', 'es'],
    ['', 'x', 'es'],
  ])('is not %j for %j', (answer, text, target) => {
    expect(isLoop(answer, text, target)).toBe(false);
  });
});

describe('a foreign script', () => {
  it.each([
    ['会议现在开始', 'en', 'es'],
    ['Встреча начинается', 'en', 'es'],
    ['The meeting starts now for everybody', 'ru', 'uk'],
    ['회의가 시작됩니다', 'en', 'ja'],
  ])('is that of %j from %s to %s', (answer, from, to) => {
    const text = from === 'ru' ? 'Встреча начинается' : 'The meeting starts';
    expect(isOfForeignScript(answer, asked(text, from, to))).toBe(true);
  });

  it.each([
    ['La reunión empieza', 'The meeting starts', 'en', 'es'],
    ['会議が始まります', 'The meeting starts', 'en', 'ja'],
    ['Zoom', 'Зум', 'ru', 'uk'],
    ['El texto dice 会议', 'The text says 会议', 'en', 'es'],
    ['會議', 'Meeting', 'en', 'zh-Hant'],
    ['100 %', 'one hundred percent', 'en', 'ru'],
    ['ᱡᱚᱦᱟᱨ', 'Hello', 'en', 'sat'],
  ])('is not that of %j for %j', (answer, text, from, to) => {
    expect(isOfForeignScript(answer, asked(text, from, to))).toBe(false);
  });
});

describe('an answer that is no translation', () => {
  it.each([
    ['the question', 'The meeting starts right now.'],
    ['a loop', 'reunión reunión reunión reunión reunión'],
    ['another script', '会议现在开始'],
  ])(
    'is refused when it is %s: the next engine is asked, and at the end the line is untranslated',
    async (_what, answer) => {
      const text = 'The meeting starts right now.';
      const bad = () => manualEngine('bad', { translate: async () => ({ text: answer }) });
      await using two = chainOf([bad(), readyEngine('libre')]);
      expect(await two.translate(sentence(text))).toMatchObject({ engine: 'libre' });
      await using one = chainOf([bad()]);
      expect(await one.translate(sentence(text))).toEqual({ ok: false, retryable: true });
    },
  );

  it('may repeat names and terms', async () => {
    const terms = { find: () => [{ start: 0, end: 13, replacement: 'project falcon' }] };
    const engine = manualEngine('libre', {
      takesTerms: 'none',
      translate: async () => ({ text: 'project falcon ok.' }),
    });
    await using chain = chainOf([engine]);
    expect(await chain.translate(sentence('project falcon ok.', { terms }))).toMatchObject({ ok: true });
  });
});
