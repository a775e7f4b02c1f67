import type { en } from './en.ts';

/** One text, or one per plural category of the value `count` (CLDR's: Arabic has six, Japanese one). */
type Message = string | (Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });
export type MessageKey = keyof typeof en;
export type Dictionary = Readonly<Record<MessageKey, Message>>;
type MessageValues = Readonly<Record<string, string | number>>;

/** The words of one interface language. */
export interface Messages {
  /** BCP-47 tag of the interface. */
  readonly locale: string;
  /** Numbers among the values are written as the language writes them. */
  (key: MessageKey, values?: MessageValues): string;
  /** The template itself, for a sentence that takes elements instead of texts. */
  template(key: MessageKey, count?: number): string;
}

export function createMessages(locale: string, dictionary: Dictionary): Messages {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const template = (key: MessageKey, count = 0): string => {
    const message = dictionary[key];
    return typeof message === 'string' ? message : (message[plurals.select(count)] ?? message.other);
  };
  const say = (key: MessageKey, values: MessageValues = {}): string =>
    template(key, Number(values.count ?? 0)).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? placeholder);
    });
  return Object.assign(say, { locale, template });
}
