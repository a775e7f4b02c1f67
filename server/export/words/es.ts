import type { ExportWords } from './export-words.ts';

export const spanishWords = {
  transcript: 'Transcripción',
  asSpoken: 'Tal como se dijo, sin traducir',
  translatedInto: 'Traducción automática: {language}',
  withOriginal: 'con lo que se dijo',
  mayBeWrong: 'Los subtítulos los hacen máquinas y pueden contener errores.',
  someone: 'Alguien',
  untranslated: 'sin traducir',
  earlier: 'dicho antes',
  gap: '{seconds} s sin recoger',
  gapUnknown: 'Algunas palabras no se recogieron',
  joined: '{name} se ha unido',
  left: '{name} ha salido',
  speaks: '{name} habla ahora en {language}',
  speaksAnother: '{name} habla ahora en otro idioma',
  paused: 'Subtítulos en pausa',
  resumed: 'Los subtítulos continúan',
  began: 'Comenzó: {time} ({zone})',
} as const satisfies ExportWords;
