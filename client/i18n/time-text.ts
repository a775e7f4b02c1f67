import { baseLanguage } from '../../shared/language.ts';

/** A time of day as the interface writes it, and as machines read it. */
export function clockTime(atMs: number, locale: string): { readonly text: string; readonly iso: string } {
  const date = new Date(atMs);
  if (Number.isNaN(date.getTime())) return { text: '', iso: '' };
  return { text: clockOf(locale).format(date), iso: date.toISOString() };
}

/** `1234` → `1.2`. */
export function seconds(durationMs: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: durationMs < 10_000 ? 1 : 0 }).format(
    durationMs / 1000,
  );
}

/** A time in the reader's time zone, as the interface writes it. */
export function formatTime(atMs: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(regional(locale), {
    ...options,
    numberingSystem: digitsOf(locale),
  }).format(atMs);
}

/** When something was, for a list. */
export function dateAndTime(atMs: number, locale: string): string {
  return formatTime(atMs, locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `3_900_000` → `1 hr 5 min`; at least a minute. */
export function lengthInWords(lengthMs: number, locale: string): string {
  const minutes = Math.max(1, Math.round(lengthMs / 60_000));
  const part = (count: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [part(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [part(rest, 'minute')] : []),
  ];
  return parts.join(' ');
}

/** Formatters are slow to make, and every line needs one. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(locale: string): Intl.DateTimeFormat {
  const known = clocks.get(locale);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat(regional(locale), {
    hour: 'numeric',
    minute: '2-digit',
    numberingSystem: digitsOf(locale),
  });
  clocks.set(locale, clock);
  return clock;
}

/** The reader's own country decides between 12 and 24 hours, and what comes first in a date. */
function regional(locale: string): string {
  return globalThis.navigator?.languages.find((tag) => baseLanguage(tag) === baseLanguage(locale)) ?? locale;
}

/** The digits of all other numbers on the page: in Egypt's Arabic those of a date would be others. */
function digitsOf(locale: string): string {
  return new Intl.NumberFormat(locale).resolvedOptions().numberingSystem;
}
