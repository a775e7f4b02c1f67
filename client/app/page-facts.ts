/** Facts that the page has before any request. */
export interface PageFacts {
  /** `TARGET_LANGUAGE` of the server: a tag, or `auto`. */
  readonly target: string;
  /** The browser's languages, best first. */
  readonly browserLanguages: readonly string[];
}

/** The server writes its `TARGET_LANGUAGE` into the page; a page served without it falls back to the default. */
const UNFILLED = '__TARGET_LANGUAGE__';
const DEFAULT_TARGET = 'es';

export function readPageFacts(page: Document = document): PageFacts {
  const written = page.querySelector('meta[name="target-language"]')?.getAttribute('content') ?? '';
  return {
    target: written === '' || written === UNFILLED ? DEFAULT_TARGET : written,
    browserLanguages: navigator.languages,
  };
}
