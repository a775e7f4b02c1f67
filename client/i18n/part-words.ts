import { use } from 'react';
import { createMessages, type Dictionary, type Messages } from './messages.ts';
import { useMessages } from './messages-context.tsx';

export interface PartWordsOptions {
  readonly english: Dictionary;
  /** By file, `./messages/es.json`: what `import.meta.glob` makes of the folder without its English catalog. */
  readonly translations: Readonly<Record<string, () => Promise<Dictionary>>>;
}

/** The words of a part that is loaded on demand, from a catalog of its own: the first load stays small. */
export class PartWords<V extends object> {
  readonly #options: PartWordsOptions;
  readonly #loaded = new Map<string, Messages<V>>();
  readonly #loading = new Map<string, Promise<Messages<V>>>();

  constructor(options: PartWordsOptions) {
    this.#options = options;
  }

  /** The words, if they are loaded. English comes with the part. */
  loaded(locale: string): Messages<V> | undefined {
    if (this.#loader(locale) !== undefined) return this.#loaded.get(locale);
    const english = this.#loaded.get('en') ?? createMessages<V>('en', this.#options.english);
    this.#loaded.set('en', english);
    return english;
  }

  /** Never rejects: a part whose words cannot be loaded shows English ones. */
  load(locale: string): Promise<Messages<V>> {
    const known = this.#loading.get(locale);
    if (known !== undefined) return known;
    const { english } = this.#options;
    const loading = (this.#loader(locale)?.() ?? Promise.resolve(english))
      .then((dictionary) => createMessages<V>(locale, dictionary))
      .catch(() => createMessages<V>('en', english))
      .then((messages) => {
        this.#loaded.set(locale, messages);
        return messages;
      });
    this.#loading.set(locale, loading);
    return loading;
  }

  #loader(locale: string): (() => Promise<Dictionary>) | undefined {
    return this.#options.translations[`./messages/${locale}.json`];
  }
}

/** The words of a part in the interface language. Suspends while they are loaded, like the part itself. */
export function usePartWords<V extends object>(words: PartWords<V>): Messages<V> {
  const { locale } = useMessages();
  return words.loaded(locale) ?? use(words.load(locale));
}
