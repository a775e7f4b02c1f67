import { baseLanguage, canonicalTag, scriptOf } from '../../shared/language.ts';

export interface LanguageFacts {
  /** What this person chose before. */
  readonly saved: string | undefined;
  /** `TARGET_LANGUAGE` of the server: a tag, or `auto` for the browser's first language. */
  readonly target: string;
  /** The browser's languages, best first. */
  readonly browser: readonly string[];
}

/** The language a panel opens in: the saved choice, else the server's. */
export function initialLanguage(facts: LanguageFacts): string {
  return facts.saved ?? targetLanguage(facts);
}

/** The server's default. `auto` without a usable browser language is English. */
export function targetLanguage({ target, browser }: LanguageFacts): string {
  if (target !== 'auto') return target;
  return browserLanguage(browser) ?? 'en';
}

/** The browser's own language, where it is another one than is being read and the person has not chosen yet. */
export function suggestedLanguage(facts: LanguageFacts): string | undefined {
  if (facts.saved !== undefined) return undefined;
  const browser = browserLanguage(facts.browser);
  if (browser === undefined || baseLanguage(browser) === baseLanguage(targetLanguage(facts)))
    return undefined;
  return browser;
}

/** The browser's first language as captions come in it: `en-US` → `en`, `zh-TW` → `zh-Hant`; Portuguese has two. */
function browserLanguage(browser: readonly string[]): string | undefined {
  const tag = canonicalTag(browser[0] ?? '');
  if (tag === undefined) return undefined;
  const base = baseLanguage(tag);
  if (base === 'pt') return tag;
  return base === 'zh' ? `zh-${scriptOf(tag) ?? 'Hans'}` : base;
}

/** How many languages "Last used" lists. */
const RECENT_LIMIT = 4;

export function withRecent(recent: readonly string[], chosen: string): readonly string[] {
  return [chosen, ...recent.filter((tag) => tag !== chosen)].slice(0, RECENT_LIMIT);
}

/** The recent languages as they were stored, whatever became of them there. */
export function parseRecent(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter((tag) => typeof tag === 'string').slice(0, RECENT_LIMIT) : [];
}
