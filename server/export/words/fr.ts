import type { ExportWords } from './export-words.ts';

export const frenchWords = {
  transcript: 'Transcription',
  asSpoken: 'Tel que prononcé, non traduit',
  translatedInto: 'Traduction automatique : {language}',
  withOriginal: 'avec les paroles d’origine',
  mayBeWrong: 'Les sous-titres sont produits par des machines et peuvent contenir des erreurs.',
  someone: 'Quelqu’un',
  untranslated: 'non traduit',
  earlier: 'dit plus tôt',
  gap: '{seconds} s non captées',
  gapUnknown: 'Quelques mots n’ont pas été captés',
  joined: '{name} a rejoint la réunion',
  left: '{name} est parti(e)',
  speaks: '{name} parle maintenant en {language}',
  speaksAnother: '{name} parle maintenant une autre langue',
  paused: 'Les sous-titres ont été mis en pause',
  resumed: 'Les sous-titres ont repris',
  began: 'Début : {time} ({zone})',
} as const satisfies ExportWords;
