import en from './messages/en.json?messages';
import type { Dictionary } from './messages.ts';

/** Interface languages besides English, by tag. Each loads a file of its own. */
export type DictionaryLoaders = Readonly<Record<string, () => Promise<Dictionary>>>;

/** Part of every page: shown until another language is loaded, and whenever it cannot be. */
export const english: Dictionary = en;

export const dictionaryLoaders: DictionaryLoaders = {
  es: async () => (await import('./messages/es.json?messages')).default,
  pt: async () => (await import('./messages/pt.json?messages')).default,
  fr: async () => (await import('./messages/fr.json?messages')).default,
  de: async () => (await import('./messages/de.json?messages')).default,
  ja: async () => (await import('./messages/ja.json?messages')).default,
  'zh-Hans': async () => (await import('./messages/zh-Hans.json?messages')).default,
  ar: async () => (await import('./messages/ar.json?messages')).default,
};
