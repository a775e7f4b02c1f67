import type { ServedLanguage } from '../../../shared/language.ts';

/** Which languages an engine may translate into that costs money. */
export function costsMoney(translation: {
  languages(): readonly ServedLanguage[];
  describe(): readonly { readonly engine: string; readonly metered: boolean }[];
}): (language: string) => boolean {
  const metered = new Set(translation.describe().flatMap((row) => (row.metered ? [row.engine] : [])));
  return (language) =>
    metered.size > 0 &&
    translation
      .languages()
      .some(({ tag, engines }) => tag === language && engines.some((engine) => metered.has(engine)));
}
