import type { MessageValues } from './message-values.ts';

/** One template with `{placeholders}`, or one per plural category of the value `count` (CLDR's: Arabic has six, Japanese one). */
export type Message =
  | string
  | (Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** A compiled catalog. A test compares its keys with those of the generated `message-values.ts`. */
export type Dictionary = Readonly<Record<string, Message>>;

/** The keys of a catalog, each with the names of the values it takes; `never` for a message without placeholders. */
type Values = object;

type KeyWithoutValues<V extends Values> = {
  [Key in keyof V & string]: [V[Key]] extends [never] ? Key : never;
}[keyof V & string];
type KeyWithValues<V extends Values> = Exclude<keyof V & string, KeyWithoutValues<V>>;
type ValuesFor<V extends Values, Key extends keyof V, Value> = Readonly<Record<V[Key] & string, Value>>;

/** A message of every page, without placeholders. */
export type MessageKey = KeyWithoutValues<MessageValues>;
/** A message of every page, with placeholders. */
export type TemplateKey = KeyWithValues<MessageValues>;
/** What stands for the placeholders of a message. */
export type ValuesOf<Key extends TemplateKey, Value> = ValuesFor<MessageValues, Key, Value>;

/** The words of one interface language: of every page, or of one part with a catalog of its own. */
export interface Messages<V extends Values = MessageValues> {
  /** BCP-47 tag of the interface. */
  readonly locale: string;
  (key: KeyWithoutValues<V>): string;
  /** Numbers among the values are written as the language writes them. */
  <Key extends KeyWithValues<V>>(key: Key, values: ValuesFor<V, Key, string | number>): string;
  /** The template itself, for a sentence that takes elements instead of texts. */
  template(key: keyof V & string, count?: number): string;
}

export function createMessages<V extends Values = MessageValues>(
  locale: string,
  dictionary: Dictionary,
): Messages<V> {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const template = (key: keyof V & string, count = 0): string => {
    const message = dictionary[key] ?? key;
    return typeof message === 'string' ? message : (message[plurals.select(count)] ?? message.other);
  };
  const say = (key: keyof V & string, values: Readonly<Record<string, string | number>> = {}): string =>
    template(key, Number(values.count ?? 0)).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? placeholder);
    });
  return Object.assign(say, { locale, template });
}
