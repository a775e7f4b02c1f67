import type { ExportWords } from './export-words.ts';

export const germanWords = {
  transcript: 'Transkript',
  asSpoken: 'Wie gesprochen, nicht übersetzt',
  translatedInto: 'Maschinell übersetzt: {language}',
  withOriginal: 'mit dem Gesprochenen',
  mayBeWrong: 'Untertitel werden maschinell erstellt und können Fehler enthalten.',
  someone: 'Jemand',
  untranslated: 'nicht übersetzt',
  earlier: 'früher gesagt',
  gap: '{seconds} s nicht erfasst',
  gapUnknown: 'Einige Wörter wurden nicht erfasst',
  joined: '{name} ist dazugekommen',
  left: '{name} ist gegangen',
  speaks: '{name} spricht jetzt {language}',
  speaksAnother: '{name} spricht jetzt eine andere Sprache',
  paused: 'Die Untertitel wurden pausiert',
  resumed: 'Die Untertitel gingen weiter',
  began: 'Beginn: {time} ({zone})',
} as const satisfies ExportWords;
