import type { ExportWords } from './export-words.ts';

export const chineseWords = {
  transcript: '会议记录',
  asSpoken: '原话，未翻译',
  translatedInto: '机器翻译：{language}',
  withOriginal: '附原文',
  mayBeWrong: '字幕由机器生成，可能有误。',
  someone: '某人',
  untranslated: '未翻译',
  earlier: '此前所说',
  gap: '有 {seconds} 秒未能记录',
  gapUnknown: '有些话未能记录',
  joined: '{name} 已加入',
  left: '{name} 已离开',
  speaks: '{name} 现在使用{language}',
  speaksAnother: '{name} 现在使用另一种语言',
  paused: '字幕已暂停',
  resumed: '字幕已继续',
  began: '开始：{time}（{zone}）',
} as const satisfies ExportWords;
