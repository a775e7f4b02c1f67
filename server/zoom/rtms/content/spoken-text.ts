/** Well-formed text on one line, at most `limit` UTF-16 units. */
export function oneLine(text: string, limit: number): string {
  const line = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit);
  // Never half a character.
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd();
}
