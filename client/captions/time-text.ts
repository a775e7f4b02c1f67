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

/** Formatters are slow to make, and every line needs one. The reader's own clock decides between 12 and 24 hours. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(locale: string): Intl.DateTimeFormat {
  const known = clocks.get(locale);
  if (known !== undefined) return known;
  const regional =
    globalThis.navigator?.languages.find((tag) => baseLanguage(tag) === baseLanguage(locale)) ?? locale;
  // The digits are those of all other numbers on the page: in Egypt's Arabic the clock's would be others.
  const { numberingSystem } = new Intl.NumberFormat(locale).resolvedOptions();
  const clock = new Intl.DateTimeFormat(regional, { hour: 'numeric', minute: '2-digit', numberingSystem });
  clocks.set(locale, clock);
  return clock;
}
