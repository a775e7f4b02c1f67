/**
 * Covers server/translation/answers/echo.ts, server/translation/answers/loop.ts,
 * server/translation/answers/foreign-script.ts, server/translation/answers/half-translated.ts,
 * server/translation/answers/letters.ts, server/translation/answers/words.ts.
 */
import { describe, expect, it } from 'vitest';
import { isEcho } from '../../../../server/translation/answers/echo.ts';
import { isOfForeignScript } from '../../../../server/translation/answers/foreign-script.ts';
import { isHalfTranslated } from '../../../../server/translation/answers/half-translated.ts';
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
    ["We don't know what the long-term plan is.", '«We dont know what the long term plan is»', 'en', 'es'],
    ['La reunión empezó después de las tres.', 'La reunion empezo despues de las tres', 'es', 'en'],
    ['Die Straße ist heute gesperrt.', 'Die Strasse ist heute gesperrt', 'de', 'en'],
    ['She was invited to three.', 'Ｓｈｅ ｗａｓ ｉｎｖｉｔｅｄ ｔｏ ｔｈｒｅｅ．', 'en', 'ja'],
    ['thank you all', 'Maria Garcia: thank you all', 'en', 'es'],
    ['今日は予算について話します', '田中：今日は予算について話します', 'ja', 'en'],
    ['thank you all', 'Thank you all. Thank you all.', 'en', 'es'],
    ['分かりました。', '分かりました', 'ja', 'en'],
    ['감사합니다.', '감사합니다', 'ko', 'en'],
    ['نَبدَأُ الآنَ', 'نبدأ الآن', 'ar', 'en'],
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
    ['No, no, no.', 'No, no, no.', 'en', 'es'],
    ['www.example.com/reports', 'www.example.com/reports', 'en', 'es'],
    ['maria.garcia@example.com', 'maria.garcia@example.com', 'en', 'es'],
    ['Vi har det fint i dag.', 'Vi har det fint i dag.', 'nb', 'da'],
    ['Sastanak počinje sada.', 'Sastanak počinje sada.', 'hr', 'bs'],
    ['thank you all', 'libre: thank you all', 'en', 'es'],
  ])('is not %j as %j', (text, answer, from, to) => {
    expect(isEcho(answer, asked(text, from, to))).toBe(false);
  });
});

describe('half a translation', () => {
  it.each([
    [
      'She was invited to three conferences and was praised as a leader there.',
      'Fue invitada a tres conferencias and was praised as a leader there.',
      'en',
      'es',
    ],
    [
      'She was invited to three large conferences and was praised there.',
      'She was invited to three large conferences and praised there.',
      'en',
      'es',
    ],
    ['今日は予算について話します', 'Today 予算について話します.', 'ja', 'en'],
    ['Мы начинаем собрание сейчас.', 'Мы начинаем встречу сейчас.', 'ru', 'en'],
  ])('is that of %j as %j', (text, answer, from, to) => {
    expect(isHalfTranslated(answer, asked(text, from, to))).toBe(true);
  });

  it.each([
    ['We read The Lord of the Rings at school.', 'Leímos The Lord of the Rings en la escuela.', 'en', 'es'],
    ['We deploy the backend in the cloud.', 'Wir deployen das Backend in der Cloud.', 'en', 'de'],
    ['We start the meeting right now.', '[es] We start the meeting right now.', 'en', 'es'],
    ['Мы обсудим это в Думе.', 'We discuss it in the Дума.', 'ru', 'en'],
    ['A casa da minha mãe é grande.', 'A casa da minha nai é grande.', 'pt', 'gl'],
  ])('is not that of %j as %j', (text, answer, from, to) => {
    expect(isHalfTranslated(answer, asked(text, from, to))).toBe(false);
  });

  it('is refused: the next engine is asked', async () => {
    const text = 'We have the numbers, and the budget will be discussed at the next meeting.';
    const half = 'Tenemos los números, and the budget will be discussed at the next meeting.';
    const bad = manualEngine('bad', { translate: async () => ({ text: half }) });
    await using chain = chainOf([bad, readyEngine('libre')]);
    expect(await chain.translate(sentence(text))).toMatchObject({ ok: true, engine: 'libre' });
  });
});

describe('a loop', () => {
  it.each([
    ['cada vez cada vez cada vez cada vez cada vez', 'Increasingly.', 'es'],
    ['No, no, no, no, no.', 'Maybe.', 'es'],
    ['y el plan de hoy, y el plan de hoy, y el plan de hoy, y el plan de hoy', 'And the plan', 'es'],
    ['ありがとうありがとうありがとうありがとう', 'Thanks.', 'ja'],
    ['El plan es bueno. El plan es bueno. El plan es bueno.', 'The plan is good.', 'es'],
    [`${'El plan de hoy es sencillo y todos saben qué hacer, '.repeat(4)}`, 'The plan is simple.', 'es'],
    ['El plan es bueno y y y y', 'The plan is good.', 'es'],
    ['aaaaaaaaaaaaaaaa', 'Increasingly.', 'es'],
    ['Lo miraremos en detadadadadadadadada.', 'We look at it in detail.', 'es'],
    ['No, no, no, no, no, no, no, no', 'No, no.', 'es'],
    ['muy muy muy muy muy muy muy muy bueno', 'very, very, very good', 'es'],
    ['el plan 1 el plan 2 el plan 3 el plan 4', 'The plan.', 'es'],
    ['同意同意同意同意', 'Agreed.', 'zh-Hans'],
    ['今天的计划非常简单。今天的计划非常简单。今天的计划非常简单。', 'The plan is simple.', 'zh-Hans'],
    ['今日の計画のののののののの', 'The plan for today.', 'ja'],
    ['แผนวันนี้แผนวันนี้แผนวันนี้แผนวันนี้', 'The plan for today.', 'th'],
    ['계획계획계획계획계획', 'The plan.', 'ko'],
    ['все больше и больше и больше и больше и больше', 'Increasingly.', 'ru'],
  ])('is %j for %j', (answer, text, target) => {
    expect(isLoop(answer, text, target)).toBe(true);
  });

  it.each([
    ['No, no, no, no.', 'No, no, no, no.', 'es'],
    ['Muy, muy bien.', 'Very good.', 'es'],
    ['ははははは', 'Ha ha.', 'ja'],
    ['uno dos tres cuatro uno dos tres', 'one two three four one two three', 'es'],
    ['', 'x', 'es'],
    ['Jajajaja, qué bueno.', 'Hahahaha, that is good.', 'es'],
    ['不不不不', 'No no no no.', 'zh-Hans'],
    ['Es muy, muy, muy bueno.', 'It is very, very, very good.', 'es'],
    ['Cuesta 1.000.000.000.000.', 'It costs one trillion.', 'es'],
    ['Llame al 5 5 5 5 5 5 5.', 'Call five five five five five five five.', 'es'],
    ['¡Goool!', 'Goal!', 'es'],
    ['El Mississippi es largo.', 'The Mississippi is long.', 'es'],
  ])('is not %j for %j', (answer, text, target) => {
    expect(isLoop(answer, text, target)).toBe(false);
  });
});

describe('a foreign script', () => {
  it.each([
    ['会议现在开始', 'The meeting starts', 'en', 'es'],
    ['Встреча начинается', 'The meeting starts', 'en', 'es'],
    ['The meeting starts now for everybody', 'Встреча начинается', 'ru', 'uk'],
    ['회의가 시작됩니다', 'The meeting starts', 'en', 'ja'],
    ['We use Zoom every day.', 'Мы используем Zoom каждый день.', 'ru', 'ja'],
    ['We are starting.', 'Мы начинаем.', 'ru', 'ja'],
    ['Zoom 是一个会议平台', 'Zoom is a platform for meetings.', 'en', 'es'],
    ['El presupuesto 将在下次会议上讨论', 'The budget is discussed next time.', 'en', 'es'],
    ['El presupuesto se обсуждается.', 'The budget is discussed.', 'en', 'es'],
  ])('is that of %j for %j from %s to %s', (answer, text, from, to) => {
    expect(isOfForeignScript(answer, asked(text, from, to))).toBe(true);
  });

  it.each([
    ['La reunión empieza', 'The meeting starts', 'en', 'es'],
    ['会議が始まります', 'The meeting starts', 'en', 'ja'],
    ['Zoom', 'Зум', 'ru', 'uk'],
    ['Microsoft Teams', 'Майкрософт Тимс', 'ru', 'ja'],
    ['GitHub Enterprise の endpoint を使用', 'Используем GitHub Enterprise', 'ru', 'ja'],
    ['El valor α es de 5 μm.', 'The alpha value is five micrometres.', 'en', 'es'],
    ['Sastanak sada počinje za sve u sobi.', 'Встреча начинается для всех', 'ru', 'sr'],
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
