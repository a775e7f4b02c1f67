/**
 * Covers server/captions/sentences/abbreviations.ts, server/captions/sentences/line-ranges.ts,
 * server/captions/sentences/ends/beginnings.ts, server/captions/sentences/ends/end-marks.ts,
 * server/captions/sentences/ends/numerals.ts, server/captions/sentences/ends/quotations.ts.
 */
import { describe, expect, it } from 'vitest';
import { speak } from './speak.ts';

describe('the end of a sentence', () => {
  it.each([
    ['No.', 'en'],
    ['So do I.', 'en'],
    ['Let us go with plan B.', 'en'],
    ['¿Nos vemos mañana?', 'es'],
    ['今日は会議を始めます。', 'ja'],
    ['我们开始吧！', 'zh-Hans'],
    ['هل نبدأ الآن؟', 'ar'],
    ['हम अब शुरू करेंगे।', 'hi'],
    ['"That is it."', 'en'],
    ['Well done! 🎉', 'en'],
    ['Great!!! 👍🏽', 'en'],
    ['Great. 👩‍💻', 'en'],
    ['Great. ❤️', 'en'],
    ['Sí. 🇪🇸', 'es'],
    ['Well done. 🎉 🎉', 'en'],
    ['Er sagte: „Ja.“', 'de'],
    ['Řekl: „Ano.“', 'cs'],
    ['Han sade: ”Ja.”', 'sv'],
    ['Il a dit : « Non. »', 'fr'],
    ['Il a dit : « Non.\u00A0»', 'fr'],
    ['Il a dit : « Non.\u202F»', 'fr'],
    ['（終わります。）', 'ja'],
    ['【終わり。】', 'ja'],
    ['はい｡', 'ja'],
    ['是的．', 'zh-Hans'],
    ['Tak‼', 'pl'],
    ['What⁉', 'en'],
    ['Τι κάνεις;', 'el'],
    ['Τι κάνεις\u037E', 'el'],
    ['བཀྲ་ཤིས་བདེ་ལེགས།', 'bo'],
    ['ខ្ញុំទៅផ្ទះ។', 'km'],
    ['ሰላም።', 'am'],
    ['እንዴት ነህ፧', 'am'],
    ['ဟုတ်ကဲ့။', 'my'],
    ['Այո։', 'hy'],
    ['جی ہاں۔', 'ur'],
    ['We choose Option B.', 'en'],
    ['She got a Grade A.', 'en'],
    ['Take vitamin C.', 'en'],
    ['I am in Team A.', 'en'],
    ['That is what I meant, rev it up.', 'en'],
    ['Das ist, was ich mag.', 'de'],
    ['I am a sales rep.', 'en'],
    ['It takes 5 ms.', 'en'],
    ['She lives in San Jose, CA.', 'en'],
    ['We meet in Room 12.', 'en'],
    ['We met in 2024.', 'en'],
    ['That is Max.', 'de'],
    ['شكرا.\u200F', 'ar'],
    ['ठीक है।\u200B', 'hi'],
    ['Great ☺\uFE0E.\uFE0E', 'en'],
  ])('ends with "%s"', (text, language) => {
    expect(speak([text], language).closed).toEqual([[text]]);
  });

  it.each([
    ['I met Mr.', 'en'],
    ['I met John F.', 'en'],
    ['apples, pears, etc.', 'en'],
    ['She lives in the U.S.', 'en'],
    ['We said', 'en'],
    ['I spoke to Gen.', 'en'],
    ['I met dr.', 'en'],
    ['At 3 P.M.', 'en'],
    ['She has a Ph.D.', 'en'],
    ['Martin Luther King Jr.', 'en'],
    ['Come with me to see J.', 'en'],
    ['Tu viens avec M.', 'fr'],
    ['Das kostet z.B.', 'de'],
    ['Das kostet z. B.', 'de'],
    ['Das ist Nr.', 'de'],
    ['Fragen Sie Mag.', 'de'],
    ['El Sr.', 'es'],
    ['Vive en EE.', 'es'],
    ['Vive en EE. UU.', 'es'],
    ['o Exmo.', 'pt'],
    ['la sig.ra', 'it'],
    ['il dott.', 'it'],
    ['и т.д.', 'ru'],
    ['в 2020 г.', 'ru'],
    ['в г.', 'ru'],
    ['vi kan t.ex.', 'sv'],
    ['Well…', 'en'],
    ['Well...', 'en'],
    ['J.', 'en'],
    ['We move in on Jan.', 'en'],
    ['This is No.', 'en'],
    ['It grew by 3.', 'en'],
    ['"Why?"', 'en'],
    ['Im 20.', 'de'],
    ['Ludwig XIV.', 'de'],
    ['2.', 'tr'],
    ['Dne 5.', 'cs'],
    ['Dhr.', 'nl'],
    ['Parla l’ing.', 'it'],
    ["D’après l'ing.", 'fr'],
    ['ประชุมเวลา 08.30 น.', 'th'],
    ['กับดร.', 'th'],
    ['وصل د.', 'ar'],
    ['وصل د.\u200F', 'ar'],
    ['डॉ.', 'hi'],
    ['彼は「はい。」', 'ja'],
    ['그는 "네."', 'ko'],
    ['He came (he was late.)', 'en'],
    ['Visit www.', 'en'],
    ['Τι κάνεις;', 'en'],
    ['ကျွန်တော်၊', 'my'],
  ])('does not end with "%s"', (text, language) => {
    expect(speak([text], language).closed).toEqual([[]]);
  });

  it.each([
    [
      ['We choose Option B.', 'Then we start.'],
      ['We choose Option B.', 'Then we start.'],
    ],
    [
      ['She lives in the U.S.', 'He likes it.'],
      ['She lives in the U.S.', 'He likes it.'],
    ],
    [['She lives in the U.S.', 'and likes it.'], ['She lives in the U.S. and likes it.']],
    [['I asked the U.S.', 'Senate about it.'], ['I asked the U.S. Senate about it.']],
    [
      ['We meet at 3 p.m.', 'Then we eat.'],
      ['We meet at 3 p.m.', 'Then we eat.'],
    ],
    [['We meet at 3 p.m.', 'Eastern time.'], ['We meet at 3 p.m. Eastern time.']],
    [
      ['We meet at 3 p.m. on', 'Monday. Fine.'],
      ['We meet at 3 p.m. on Monday.', 'Fine.'],
    ],
    [
      ['Bring apples, etc.', 'Thank you.'],
      ['Bring apples, etc.', 'Thank you.'],
    ],
    [['Come with me to see J.', 'Smith tomorrow.'], ['Come with me to see J. Smith tomorrow.']],
    [
      ['I met John F.', 'Kennedy. He was nice.'],
      ['I met John F. Kennedy.', 'He was nice.'],
    ],
    [
      ['"Why', 'not?" he said. Yes.'],
      ['"Why not?" he said.', 'Yes.'],
    ],
    [['It was', 'good. 👍🏽'], ['It was good. 👍🏽']],
  ])('%j are the sentences that were spoken', (segments, sentences) => {
    expect(speak(segments).closed.flat()).toEqual(sentences);
  });

  it.each([
    ['de', ['Das ist Nr.', '5! Gut so.'], ['Das ist Nr. 5!', 'Gut so.']],
    ['de', ['Wir treffen uns', 'am 3. Mai in Bonn. Dann'], ['Wir treffen uns am 3. Mai in Bonn.']],
    ['es', ['Vive en EE.', 'UU. Ella no.'], ['Vive en EE. UU.', 'Ella no.']],
    ['fr', ['Il dit', '« Non. » Puis il part.'], ['Il dit « Non. »', 'Puis il part.']],
    ['el', ['Τι', 'κάνεις; Καλά.'], ['Τι κάνεις;', 'Καλά.']],
    ['bo', ['སྐད', 'ཡིག། དབྱངས།'], ['སྐདཡིག།', 'དབྱངས།']],
    ['ru', ['Это было в 2020 г.', 'Потом мы уехали.'], ['Это было в 2020 г.', 'Потом мы уехали.']],
    ['ka', ['როგორ', 'ხარ? კარგად.'], ['როგორ ხარ?', 'კარგად.']],
  ])('%s: %j are the sentences that were spoken', (language, segments, sentences) => {
    expect(speak(segments, language).closed.flat()).toEqual(sentences);
  });
});
