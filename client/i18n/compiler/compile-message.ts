/** ICU messages (https://unicode-org.github.io/icu/userguide/format_parse/messages/) as the templates that the pages use. Pure. */
import {
  isArgumentElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import type { Message } from '../messages.ts';

/** One message of a catalog, as FormatJS and the tools of translators write it. */
interface CatalogEntry {
  readonly defaultMessage: string;
  /** For translators: where it stands, and what its placeholders hold. */
  readonly description?: string;
}

export type Catalog = Readonly<Record<string, CatalogEntry>>;

/** A message that is no ICU message, or one of a kind that the pages do not need. */
class MessageError extends Error {
  override readonly name = 'MessageError';
}

/**
 * Supports texts, `{name}`, `{count, number}` and one cardinal plural of `count`: `{count, plural, one {# line} other {# lines}}`.
 * Text around a plural becomes part of each of its forms.
 * @throws MessageError that names what is wrong.
 */
export function compileMessage(text: string): Message {
  const elements = parsed(text);
  const at = elements.findIndex(isPluralElement);
  const plural = elements[at];
  if (plural === undefined || !isPluralElement(plural)) return template(elements);
  if (plural.value !== COUNT)
    throw new MessageError(`a plural must depend on "${COUNT}", not "${plural.value}"`);
  if (plural.pluralType !== 'cardinal' || plural.offset !== 0)
    throw new MessageError('ordinals and offsets are not supported');
  const [before, after] = [template(elements.slice(0, at)), template(elements.slice(at + 1))];
  const formOf = (category: string): string | undefined => {
    const option = plural.options[category];
    return option === undefined ? undefined : before + template(option.value) + after;
  };
  const unknown = Object.keys(plural.options).filter(
    (category) => !categories.some((one) => one === category),
  );
  if (unknown.length > 0) throw new MessageError(`"${unknown.join(', ')}" is no plural category`);
  const other = formOf('other');
  if (other === undefined) throw new MessageError('a plural needs the category "other"');
  const forms = categories.flatMap((category) => {
    const form = formOf(category);
    return form === undefined ? [] : [[category, form]];
  });
  return { ...Object.fromEntries(forms), other };
}

/** Names of the placeholders of a compiled message, sorted. */
export function placeholdersOf(message: Message): readonly string[] {
  const templates = typeof message === 'string' ? [message] : Object.values(message);
  const names = templates.flatMap((one) => [...one.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
}

/** Compiles a catalog. @throws MessageError with the key of the message. */
export function compileCatalog(catalog: Catalog): Readonly<Record<string, Message>> {
  const compiled = Object.entries(catalog).map(([key, { defaultMessage }]) => {
    try {
      return [key, compileMessage(defaultMessage)] as const;
    } catch (error) {
      throw new MessageError(`${key}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
  return Object.fromEntries(compiled);
}

/** The one value that plurals depend on. */
const COUNT = 'count';
/** CLDR's plural categories. */
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

function parsed(text: string): readonly MessageFormatElement[] {
  try {
    // Tags are text: no message holds markup.
    return parse(text, { ignoreTag: true });
  } catch (error) {
    throw new MessageError(`"${text}" is no ICU message`, { cause: error });
  }
}

function template(elements: readonly MessageFormatElement[]): string {
  return elements.map(partOf).join('');
}

function partOf(element: MessageFormatElement): string {
  if (isPoundElement(element)) return `{${COUNT}}`;
  if (isArgumentElement(element)) return `{${element.value}}`;
  // Numbers are written as the language writes them in any case.
  if (isNumberElement(element) && element.style == null) return `{${element.value}}`;
  if (isLiteralElement(element)) {
    if (/[{}]/.test(element.value)) throw new MessageError('braces as text are not supported');
    return element.value;
  }
  throw new MessageError('supported are {name}, {count, number} and one plural that holds no other');
}
