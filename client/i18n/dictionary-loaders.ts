import type { DictionaryLoaders } from './interface-language.ts';

/** Interface languages besides English, each in a file of its own that only its readers load. */
export const dictionaryLoaders: DictionaryLoaders = {
  es: async () => (await import('./es.ts')).es,
  pt: async () => (await import('./pt.ts')).pt,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
  ja: async () => (await import('./ja.ts')).ja,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  ar: async () => (await import('./ar.ts')).ar,
};
