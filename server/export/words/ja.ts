import type { ExportWords } from './export-words.ts';

export const japaneseWords = {
  transcript: '文字起こし',
  asSpoken: '話されたまま（翻訳なし）',
  translatedInto: '機械翻訳: {language}',
  withOriginal: '原文付き',
  mayBeWrong: '字幕は機械が作成しており、誤りを含むことがあります。',
  someone: '不明な話者',
  untranslated: '未翻訳',
  earlier: 'これより前の発言',
  gap: '{seconds} 秒間、記録されませんでした',
  gapUnknown: '一部の言葉が記録されませんでした',
  joined: '{name} さんが参加しました',
  left: '{name} さんが退出しました',
  speaks: '{name} さんは{language}で話しています',
  speaksAnother: '{name} さんは別の言語で話しています',
  paused: '字幕が一時停止されました',
  resumed: '字幕が再開されました',
  began: '開始: {time}（{zone}）',
} as const satisfies ExportWords;
