import type { ExportWords } from './export-words.ts';

export const portugueseWords = {
  transcript: 'Transcrição',
  asSpoken: 'Como foi dito, sem tradução',
  translatedInto: 'Tradução automática: {language}',
  withOriginal: 'com o que foi dito',
  mayBeWrong: 'As legendas são feitas por máquinas e podem conter erros.',
  someone: 'Alguém',
  untranslated: 'não traduzida',
  earlier: 'dito antes',
  gap: '{seconds} s não captados',
  gapUnknown: 'Algumas palavras não foram captadas',
  joined: '{name} entrou',
  left: '{name} saiu',
  speaks: '{name} fala agora em {language}',
  speaksAnother: '{name} fala agora em outro idioma',
  paused: 'As legendas foram pausadas',
  resumed: 'As legendas continuaram',
  began: 'Início: {time} ({zone})',
} as const satisfies ExportWords;
