import { baseLanguage, canonicalTag, scriptOf } from '../../shared/language.ts';
import { createStore, type ReadonlyStore } from '../lib/store.ts';
import { type DictionaryLoaders, english } from './dictionaries.ts';
import { createMessages, type Messages } from './messages.ts';

/** `browser`, `captions`, or the tag of an interface language. */
export type InterfaceSetting = string;

export interface InterfaceLanguageOptions {
  readonly loaders: DictionaryLoaders;
  /** The browser's languages, best first. */
  readonly browser: readonly string[];
}

/** The language of the panel's own words. English until another one is loaded, and whenever it cannot be. */
export class InterfaceLanguage {
  readonly #options: InterfaceLanguageOptions;
  readonly #state = createStore<Messages>(createMessages('en', english));
  #turn = 0;

  constructor(options: InterfaceLanguageOptions) {
    this.#options = options;
  }

  /** Tags of all interface languages, English first. */
  get offered(): readonly string[] {
    return ['en', ...Object.keys(this.#options.loaders)];
  }

  get state(): ReadonlyStore<Messages> {
    return this.#state;
  }

  /**
   * Loads the first offered language of the setting, the browser, the captions. Never rejects: the panel must not
   * fail for its own words.
   */
  async follow(setting: InterfaceSetting, captions: string | undefined): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const tag = this.#chosen(setting, captions);
    if (tag === this.#state.get().locale) return;
    try {
      const dictionary = (await this.#options.loaders[tag]?.()) ?? english;
      if (turn !== this.#turn) return;
      this.#state.set(createMessages(tag, dictionary));
    } catch {
      // Offline, or an old page after an update: the current language stays.
    }
  }

  #chosen(setting: InterfaceSetting, captions: string | undefined): string {
    const { browser } = this.#options;
    const captionTags = captions === undefined ? [] : [captions];
    const wanted =
      setting === 'browser'
        ? [...browser, ...captionTags]
        : setting === 'captions'
          ? [...captionTags, ...browser]
          : [setting, ...browser];
    for (const tag of wanted) {
      const key = dictionaryKey(tag);
      if (key !== undefined && this.offered.includes(key)) return key;
    }
    return 'en';
  }
}

/** `es-MX` is served by `es`; Chinese is offered in the simplified script only. */
function dictionaryKey(wanted: string): string | undefined {
  const tag = canonicalTag(wanted);
  if (tag === undefined) return undefined;
  const base = baseLanguage(tag);
  return base === 'zh' ? `zh-${scriptOf(tag) ?? 'Hans'}` : base;
}
