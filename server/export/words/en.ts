import type { ExportWords } from './export-words.ts';

export const englishWords = {
  transcript: 'Transcript',
  asSpoken: 'As spoken, not translated',
  translatedInto: 'Translated into {language} by machine',
  withOriginal: 'with what was said',
  mayBeWrong: 'Captions are made by machines and may be wrong.',
  someone: 'Someone',
  untranslated: 'not translated',
  earlier: 'said earlier',
  gap: '{seconds} s not captured',
  gapUnknown: 'Some words were not captured',
  joined: '{name} joined',
  left: '{name} left',
  speaks: '{name} is now speaking {language}',
  speaksAnother: '{name} is now speaking another language',
  paused: 'Captions were paused',
  resumed: 'Captions went on',
  began: 'Began {time} ({zone})',
} as const satisfies ExportWords;
