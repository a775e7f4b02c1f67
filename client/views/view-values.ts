/** Values of the parameters of a view, as an address writes them. Pure; `undefined`: not such a value. */
import { canonicalTag, ORIGINAL } from '../../shared/language.ts';

/** A length: percent of the height of the view, or CSS pixels. */
export interface ViewLength {
  readonly value: number;
  readonly unit: '%' | 'px';
}

const MOST_LANGUAGES = 2;
const MOST_FONT_LETTERS = 60;

/** Colours by name; everything else is written in hexadecimal digits. */
const namedColors = {
  black: '#000000',
  white: '#ffffff',
  yellow: '#ffe45c',
  cyan: '#78ffe1',
  green: '#00ff00',
  blue: '#0000ff',
  magenta: '#ff00ff',
  none: 'transparent',
  transparent: 'transparent',
} as const;

/** One or two languages, `es` or `es,en`; `original` is each line as it was spoken. */
export function languagesValue(given: string): readonly string[] | undefined {
  const tags = given.split(',').map((part) => tagOf(part.trim()));
  const known = tags.flatMap((tag) => tag ?? []);
  if (known.length !== tags.length || known.length > MOST_LANGUAGES) return undefined;
  return [...new Set(known)];
}

/** `6`: percent of the height; `64px`: CSS pixels. */
export function lengthValue(given: string): ViewLength | undefined {
  const [, digits = '', unit] = /^(\d{1,3}(?:\.\d{1,2})?)(px|%)?$/.exec(given) ?? [];
  const value = Number(digits);
  if (digits === '') return undefined;
  if (unit === 'px') return value >= 12 && value <= 400 ? { value, unit } : undefined;
  return value >= 1 && value <= 25 ? { value, unit: '%' } : undefined;
}

/** A whole or decimal number from `least` to `most`. */
export function numberValue(given: string, least: number, most: number): number | undefined {
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(given)) return undefined;
  const value = Number(given);
  return value >= least && value <= most ? value : undefined;
}

/**
 * `transparent`, or `#rrggbb` with or without alpha: three, four, six or eight hexadecimal digits, with or without `#`
 * (which an address writes `%23`), or a name.
 */
export function colorValue(given: string): string | undefined {
  const named = Object.entries(namedColors).find(([name]) => name === given.toLowerCase());
  if (named !== undefined) return named[1];
  const digits = given.replace(/^#/, '');
  if (!/^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return undefined;
  const all = digits.length > 4 ? digits : [...digits].map((digit) => digit + digit).join('');
  return `#${all.toLowerCase()}`;
}

/** Text that nobody would see is no colour for it. */
export function textColorValue(given: string): string | undefined {
  const color = colorValue(given);
  return color === 'transparent' || (color?.endsWith('00', 9) === true && color.length === 9)
    ? undefined
    : color;
}

/** One of the panel's fonts, or the name of one that this computer has. */
export function fontValue(given: string): string | undefined {
  const name = given.trim();
  return name.length <= MOST_FONT_LETTERS && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name) ? name : undefined;
}

/** `on` and `off`, and what people write for them. */
export function switchValue(given: string): boolean | undefined {
  if (['on', '1', 'true', 'yes', ''].includes(given.toLowerCase())) return true;
  return ['off', '0', 'false', 'no'].includes(given.toLowerCase()) ? false : undefined;
}

function tagOf(given: string): string | undefined {
  if (given.toLowerCase() === ORIGINAL) return ORIGINAL;
  return given === '' ? undefined : canonicalTag(given);
}
