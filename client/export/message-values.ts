/** Generated from messages/en.json; `npm run messages` writes it anew. */
export interface MessageValues {
  readonly title: never;
  readonly format: never;
  readonly formatTxt: never;
  readonly formatDocx: never;
  readonly formatVtt: never;
  readonly formatSrt: never;
  readonly formatCsv: never;
  readonly formatJson: never;
  readonly language: never;
  readonly asSpoken: never;
  readonly languageHint: never;
  readonly languageHintLink: never;
  readonly bilingual: never;
  readonly speakers: never;
  readonly times: never;
  readonly timesRelative: never;
  readonly timesAbsolute: never;
  readonly timesNone: never;
  readonly timesOfSubtitles: never;
  readonly untilNow: never;
  readonly getFile: never;
  readonly preparing: never;
  readonly progress: 'total' | 'translated';
  readonly saved: never;
  readonly opened: never;
  readonly untranslated: 'count';
  readonly failed: never;
  readonly tooMany: never;
  readonly languageFull: never;
  readonly languageUnread: never;
}
