import { en } from './en.ts';

/** One text, or one per plural category of the value `count`. */
type Message = string | { readonly one: string; readonly other: string };
export type MessageKey = keyof typeof en;
export type Dictionary = Readonly<Record<MessageKey, Message>>;
type MessageValues = Readonly<Record<string, string | number>>;

/** The words of one interface language. */
export interface Messages {
  /** BCP-47 tag of the interface. */
  readonly locale: string;
  (key: MessageKey, values?: MessageValues): string;
  /** The template itself, for a sentence that takes elements instead of texts. */
  template(key: MessageKey, count?: number): string;
}

export function createMessages(locale: string, dictionary: Dictionary): Messages {
  const plurals = new Intl.PluralRules(locale);
  const template = (key: MessageKey, count = 0): string => {
    const message = dictionary[key];
    if (typeof message === 'string') return message;
    return plurals.select(count) === 'one' ? message.one : message.other;
  };
  const say = (key: MessageKey, values: MessageValues = {}): string =>
    template(key, Number(values.count ?? 0)).replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(values[name] ?? placeholder),
    );
  return Object.assign(say, { locale, template });
}

/** Other interface languages are files beside `en.ts`, loaded when a browser asks for them. */
export type DictionaryLoaders = Readonly<Record<string, () => Promise<Dictionary>>>;

/** The words for the first of `wanted` (the browser's languages) that exists; English when none does or it cannot be loaded. */
export async function loadMessages(wanted: readonly string[], loaders: DictionaryLoaders): Promise<Messages> {
  for (const tag of wanted) {
    const base = tag.split('-', 1)[0] ?? tag;
    if (base === 'en') break;
    const load = loaders[base];
    if (load === undefined) continue;
    try {
      return createMessages(base, await load());
    } catch {
      break; // The page must never wait for, or fail on, its own words.
    }
  }
  return createMessages('en', en);
}
