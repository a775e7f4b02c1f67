/** How often a text that stood on screen gave way to one that does not begin with it: it has to be read again from its start. */
export function replacementsOf(shownTexts: readonly string[]): number {
  let replacements = 0;
  let shown = '';
  for (const text of shownTexts) {
    if (!text.startsWith(shown)) replacements += 1;
    shown = text;
  }
  return replacements;
}
