/** Covers server/captions/intake/spoken-languages.ts. */
import { describe, expect, it } from 'vitest';
import { SpokenLanguages } from '../../../../server/captions/intake/spoken-languages.ts';
import {
  heardLanguage,
  isDoubtful,
  sourceForEngines,
} from '../../../../server/captions/text/heard-language.ts';

describe('the language of a piece of speech', () => {
  it.each([
    ['as Zoom says, when the letters agree', 'es', 'Empezamos ahora.', [], 'es'],
    [
      'Zoom says English, but it is Cyrillic, and this speaker spoke Ukrainian',
      'en',
      'Добрий день.',
      ['uk'],
      'uk',
    ],
    ['Cyrillic of an unknown speaker: many languages', 'en', 'Добрый день.', [], 'und'],
    ['Hangul is Korean, whoever speaks', 'en', '안녕하세요 여러분.', ['en'], 'ko'],
    ['kana is Japanese, not Chinese', 'zh-Hans', 'これは漢字とかなです。', [], 'ja'],
    ['characters alone may be Japanese', 'ja', '会議資料準備完了。', [], 'ja'],
    ['Arabic letters of somebody who speaks Persian', 'en', 'سلام به همه', ['en', 'fa'], 'fa'],
    ['unknown to Zoom, clear from its letters', 'und', 'Καλημέρα σας.', [], 'el'],
    ['unknown to Zoom and everybody', 'und', 'Good morning.', ['en'], 'und'],
    ['Latin letters prove nothing', 'ja', 'OK Google Kubernetes', ['en'], 'ja'],
    [
      'a foreign name does not make a sentence foreign',
      'en',
      'I met Алексей yesterday at noon.',
      ['ru'],
      'en',
    ],
    ['Serbian has two scripts', 'sr', 'Dobro jutro svima.', [], 'sr'],
    ['no letters at all', 'en', '1, 2, 3 …', [], 'en'],
  ])('%s', (_why, tag, text, before, expected) => {
    expect(heardLanguage(tag, text, before)).toBe(expected);
  });
});

describe('a phrase in letters that its language does not have', () => {
  it('is sent as unknown, so that the engine detects', () => {
    expect(sourceForEngines('ar', 'Let us talk about the plan.')).toBe('und');
    expect(sourceForEngines('ar', 'لنتحدث عن الخطة.')).toBe('ar');
    expect(sourceForEngines('ja', 'Kubernetes')).toBe('ja');
  });

  it('is not shown as understood by readers of that language', () => {
    expect(isDoubtful('ar', 'Let us talk about the plan.')).toBe(true);
    expect(isDoubtful('en', 'Let us talk about the plan.')).toBe(false);
  });
});

describe('the earlier languages of a speaker', () => {
  const segment = (text: string, sourceLanguage: string) => ({
    meetingId: 'm',
    streamId: 's',
    speaker: { id: '1', name: 'Olena' },
    sourceLanguage,
    text,
    attribute: 'new' as const,
    receivedAt: 0,
  });

  it('decide a doubtful tag, and a wrong tag is no change of language', () => {
    const languages = new SpokenLanguages();
    expect(languages.heard(segment('Добрий день.', 'uk'))).toBe(false);
    expect(languages.heard(segment('Good morning.', 'en'))).toBe(true);
    const checked = languages.checked(segment('Почнемо зараз.', 'en'));
    expect(checked.sourceLanguage).toBe('uk');
    expect(languages.heard(checked)).toBe(true);
    expect(languages.heard(languages.checked(segment('Дякую всім.', 'en')))).toBe(false);
  });
});
