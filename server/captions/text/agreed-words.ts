/** What two drafts of one sentence have in common. Pure. */
import { textSegments } from './text-segments.ts';

/** The longest common beginning of whole words, without the blank after it. Words as ICU finds them, in any script. */
export function agreedBeginning(before: string, now: string, language: string): string {
  const common = commonLength(before, now);
  const known = new Set(wordEnds(before, language));
  const end = wordEnds(now, language).findLast((at) => at <= common && known.has(at)) ?? 0;
  const agreed = now.slice(0, end).trimEnd();
  return /[\p{L}\p{N}]/u.test(agreed) ? agreed : '';
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

function wordEnds(text: string, language: string): readonly number[] {
  return [...textSegments(text, language, 'word')].map(({ end }) => end);
}
