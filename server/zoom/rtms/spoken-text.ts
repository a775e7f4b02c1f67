import { withoutTurns } from '../../captions/text-direction.ts';

/** Well-formed text on one line that turns nothing beside it round, at most `limit` UTF-16 units. */
export function oneLine(text: string, limit: number): string {
  const line = withoutTurns(text)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  // The cut may part an isolate from its end.
  return withoutTurns(cutAt(line, limit)).trim();
}

/** Never half a character. */
function cutAt(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const last = line.charCodeAt(limit - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return line.slice(0, isHalf ? limit - 1 : limit);
}
