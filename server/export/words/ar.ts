import type { ExportWords } from './export-words.ts';

export const arabicWords = {
  transcript: 'النص الكامل',
  asSpoken: 'كما قيل، بلا ترجمة',
  translatedInto: 'ترجمة آلية إلى: {language}',
  withOriginal: 'مع الكلام الأصلي',
  mayBeWrong: 'الترجمة المكتوبة من عمل آلات وقد تحتوي على أخطاء.',
  someone: 'شخص ما',
  untranslated: 'غير مترجم',
  earlier: 'قيل قبل ذلك',
  gap: 'لم تُلتقط {seconds} ث',
  gapUnknown: 'لم تُلتقط بعض الكلمات',
  joined: 'انضم {name}',
  left: 'غادر {name}',
  speaks: '{name} يتحدث الآن {language}',
  speaksAnother: '{name} يتحدث الآن لغة أخرى',
  paused: 'أُوقفت الترجمة مؤقتًا',
  resumed: 'استُؤنفت الترجمة',
  began: 'البداية: {time} ({zone})',
} as const satisfies ExportWords;
