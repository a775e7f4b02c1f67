import type { DictionaryLoaders } from './interface-language.ts';

/** Interface languages besides English, each in a file of its own that only its readers load. */
export const dictionaryLoaders: DictionaryLoaders = {
  es: async () => (await import('./es.ts')).es,
};
