/**
 * Covers server/captions/terms/names/address.ts, server/captions/terms/names/capital-words.ts,
 * server/captions/terms/names/near-words.ts, server/captions/terms/names/words/address-words.ts,
 * server/captions/terms/names/words/capitalised-words.ts.
 */
import { describe, expect, it } from 'vitest';
import { protectedIn } from './protected-in.ts';

type Case = readonly [source: string, name: string, text: string, found: readonly string[]];

const check = (source: string, name: string, text: string, found: readonly string[]) =>
  expect(protectedIn(text, name, source)).toEqual(found);

describe('a name that is a month, a weekday, a country, a people or a city', () => {
  it.each<Case>([
    ['en', 'April Reed', 'We will launch in April and not in May.', []],
    ['en', 'April Reed', 'The April release is late, and April was busy.', []],
    ['en', 'Jordan Lee', 'Our office in Jordan opens, then we fly to Jordan.', []],
    ['en', 'Friday Okafor', 'Let us meet on Friday, or next Friday.', []],
    ['en', 'Paris Hill', 'She moved to Paris, and Paris is big.', []],
    ['en', 'Chad Moore', 'We work with partners from Chad and Mali.', []],
    ['en', 'Germán López', 'Our German customers like it.', []],
    ['en', 'Ana French', 'The French team and the English team agree.', []],
    ['en', 'Virginia Holland', 'Flights from Virginia to Holland are cheap.', []],
    ['en', 'Christian Bell', 'It is a Christian school.', []],
    ['de', 'April Reed', 'Wir starten im April, nicht im Mai.', []],
    ['es', 'Israel Ruiz', 'Abrimos una oficina en Israel y otra en Chile.', []],
    ['fr', 'France Martin', 'Nous livrons partout en France et en Suisse.', []],
    ['pt', 'Argentina Souza', 'O escritório na Argentina fecha amanhã.', []],
    ['ar', 'رمضان', 'نبدأ المشروع بعد شهر رمضان.', []],
    ['he', 'ירדן', 'נפתח משרד בגבול ירדן השנה.', []],
    ['id', 'April Wijaya', 'Kami mulai bulan April.', []],
    // In a language that writes them small, a capital is a name.
    ['es', 'Abril Gómez', 'Ayer hablé con Abril y empezamos en abril.', ['Abril']],
    ['fr', 'Avril Petit', 'Je demande à Avril si avril convient.', ['Avril']],
    // Another alphabet is no month either.
    ['ja', 'April Reed', '四月にAprilさんが来ます', ['April']],
    ['ru', 'Jordan Lee', 'Это предложил Jordan вчера.', ['Jordan']],
  ])('is none where time or place is meant (%s, %s): %s', check);

  it.each<Case>([
    ['en', 'April Reed', 'Thanks, April.', ['April']],
    ['en', 'April Reed', 'Thank you April for the update.', ['April']],
    ['en', 'April Reed', 'April, can you share your screen?', ['April']],
    ['en', 'April Reed', 'Well, April, what do you think?', ['April']],
    ['en', 'April Reed', 'I agree with that, April.', ['April']],
    ['en', 'April Reed', 'Hi April, we meet in April.', ['April']],
    ['en', 'April Reed', 'April Reed starts in April.', ['April Reed']],
    ['en', 'April Reed', 'I saw Ms. April and Ms April.', ['April', 'April']],
    ['en', 'Jordan Lee', 'Could you say that again, Jordan?', ['Jordan']],
    ['en', 'Jordan Lee', 'So Jordan, can you hear us? I talked to Jordan.', ['Jordan', 'Jordan']],
    ['en', 'June Park', 'My name is June, and June and I start.', ['June']],
    ['en', 'Jordan Lee', 'We asked Jordan to go to Jordan.', ['Jordan']],
    ['en', 'Friday Okafor', 'Over to you, Friday.', ['Friday']],
    ['en', 'May Chen', 'May said that it will be ready in May.', ['May']],
    ['en', 'Ana French', 'Professor French and Mrs. French came.', ['French', 'French']],
    ['en', 'Tom England', 'Tom England likes England.', ['Tom England']],
    ['de', 'April Reed', 'Danke, April, das hilft uns im April.', ['April']],
    ['de', 'April Reed', 'April, kannst du das bitte teilen?', ['April']],
    ['es', 'Israel Ruiz', 'Israel, ¿puedes compartir la pantalla?', ['Israel']],
    ['es', 'Israel Ruiz', 'Gracias, Israel.', ['Israel']],
    ['fr', 'France Martin', 'Merci France, et bonjour madame France.', ['France', 'France']],
    ['pt', 'Argentina Souza', 'Obrigado, Argentina.', ['Argentina']],
    ['ar', 'رمضان', 'شكرا يا رمضان، ومرحبا السيد رمضان.', ['رمضان', 'رمضان']],
    ['ja', 'さくら', 'さくらさん、さくらが咲きました', ['さくら']],
    ['ja', '五月', '五月に始めます。五月さん、どうぞ。', ['五月']],
    ['ja', 'マーク', 'マークを付けます。マークさん、どうぞ。', ['マーク']],
    ['zh-Hans', '国庆', '请国庆先生说一下国庆的安排', ['国庆']],
  ])('is one where somebody is spoken to or of (%s, %s): %s', check);

  it.each<Case>([
    ['en', 'April Reed', 'April, May and June are busy.', []],
    ['en', 'April Reed', 'It is due in March, April, and May, can you check?', []],
    ['en', 'April Reed', 'We start next month, April.', []],
    ['en', 'April Reed', 'Thanks, April works for me.', []],
    ['en', 'April Reed', 'Thank you, April 5 is fine.', []],
    ['en', 'April Reed', 'April, however, was a quiet month.', []],
    ['en', 'Friday Okafor', 'Can we do it tomorrow, Friday?', []],
    ['en', 'Jordan Lee', 'People from Jordan said so, and Jordan and I agree.', []],
    ['en', 'Jordan Lee', 'We met in Amman, Jordan.', []],
    ['en', 'Jordan Lee', 'They come from Egypt, Jordan, and Iraq.', []],
    ['en', 'Paris Hill', 'He lives in Paris, France.', []],
    ['de', 'Rose Klein', 'Da stehen eine Tulpe, Rose und Nelke.', []],
  ])('is none in a list, a date or an address (%s, %s): %s', check);
});

describe('a name that is an ordinary word', () => {
  it.each<Case>([
    ['en', 'Will Smith', 'She asked, “Will you come?” and I asked Will.', ['Will']],
    ['en', 'Will Smith', 'One question: Will it work?', []],
    ['en', 'Mark Rivers', 'Mark the date. Mark, can you share?', ['Mark']],
    ['en', 'Grace Hopper', 'The Grace period ends, and so does your Grace.', []],
    ['en', 'Grace Hopper', 'I gave it to Grace.', ['Grace']],
    ['en', 'Hope Bell', 'Hope, faith and love are words.', []],
    ['en', 'Hope Bell', 'Hope, could you start?', ['Hope']],
    ['en', 'Rose Tyler', 'Mr. Tyler and Miss Rose agreed, but I miss Rose.', ['Tyler', 'Rose', 'Rose']],
    ['de', 'Anna Sommer', 'Im Sommer fragt Frau Sommer, ob der Sommer kommt.', ['Sommer']],
    ['de', 'Peter Koch', 'Ich sprach mit Herrn Koch über den Koch.', ['Koch']],
    ['de', 'Peter Koch', 'Frau Dr. Koch und Herr Prof. Koch.', ['Koch', 'Koch']],
    ['de', 'Rose Klein', 'Danke, Rose. Die Rose ist rot.', ['Rose']],
    ['es', 'Rosa Blanco', 'La señora Blanco y don Blanco vieron la rosa.', ['Blanco', 'Blanco']],
    ['fr', 'Pierre Petit', 'Pierre qui roule. Monsieur Petit est là.', ['Petit']],
    ['fr', 'Alice Petit', "C'est l'idée d’Alice.", ['Alice']],
    ['it', 'Gioia Russo', 'La signora Gioia dice di sì.', ['Gioia']],
    ['ar', 'جميل', 'هذا يوم جميل.', []],
    ['ar', 'جميل', 'أهلا جميل، هل تسمعنا؟', ['جميل']],
    ['zh-Hans', '高峰', '现在是高峰时间，谢谢高峰老师', ['高峰']],
    ['ja', 'ひかり', 'ひかりが差す。ありがとう、ひかりさん。', ['ひかり']],
  ])('is one by a capital, a title or an address only (%s, %s): %s', check);
});

describe('forms of a name', () => {
  it.each<Case>([
    ['en', 'Paula Ruiz', "I read Paula's report and Paula’s notes.", ['Paula', 'Paula']],
    ['en', 'Paula Ruiz', "That is Paula Ruiz's idea.", ['Paula Ruiz']],
    ['tr', 'Ayşe Demir', "Bunu Ayşe'nin raporunda gördüm.", ['Ayşe']],
    // Nothing is cut out of a longer word.
    ['de', 'Paula Ruiz', 'Das ist Paulas Bericht.', []],
    ['fi', 'Paula Ruiz', 'Luin Paulan raportin ja soitin Paulalle.', []],
    ['hu', 'Anna Nagy', 'Beszéltem Annával és Annának írtam.', []],
    ['pl', 'Anna Nowak', 'Rozmawiałem z Anną o planach Anny.', []],
    ['ru', 'Анна Новак', 'Мы говорили с Анной.', []],
    ['en', 'Jean Martin', 'We met Jean-Luc and Jean.', ['Jean']],
    ['en', 'Ana Smith', 'Ask Smith-Jones or Smith.', ['Smith']],
  ])('stay whole (%s, %s): %s', check);
});
