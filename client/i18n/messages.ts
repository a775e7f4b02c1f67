import type { MessageValues } from './message-values.ts';

/** One template with `{placeholders}`, or one per plural category of the value `count` (CLDR's: Arabic has six, Japanese one). */
export type Message =
  | string
  | (Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** A message without placeholders. */
export type MessageKey = {
  [Key in keyof MessageValues]: [MessageValues[Key]] extends [never] ? Key : never;
}[keyof MessageValues];
/** A message with placeholders. */
export type TemplateKey = Exclude<keyof MessageValues, MessageKey>;
/** What stands for the placeholders of a message. */
export type ValuesOf<Key extends TemplateKey, Value> = Readonly<Record<MessageValues[Key], Value>>;

export type Dictionary = Readonly<Record<keyof MessageValues, Message>>;

/** The words of one interface language. */
export interface Messages {
  /** BCP-47 tag of the interface. */
  readonly locale: string;
  (key: MessageKey): string;
  /** Numbers among the values are written as the language writes them. */
  <Key extends TemplateKey>(key: Key, values: ValuesOf<Key, string | number>): string;
  /** The template itself, for a sentence that takes elements instead of texts. */
  template(key: keyof MessageValues, count?: number): string;
}

export function createMessages(locale: string, dictionary: Dictionary): Messages {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const template = (key: keyof MessageValues, count = 0): string => {
    const message = dictionary[key];
    return typeof message === 'string' ? message : (message[plurals.select(count)] ?? message.other);
  };
  const say = (key: keyof MessageValues, values: Readonly<Record<string, string | number>> = {}): string =>
    template(key, Number(values.count ?? 0)).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? placeholder);
    });
  return Object.assign(say, { locale, template });
}
