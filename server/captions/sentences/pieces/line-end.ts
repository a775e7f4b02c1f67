/** Whether a line can end where its speech stopped. Pure. */
import { baseLanguage, isUnspaced } from '../../../../shared/language.ts';
import { beforeLetters } from '../../text/text-ends.ts';
import { textSegments } from '../../text/text-segments.ts';
import { fullStopOf } from '../abbreviations.ts';
import { endsSentence } from '../boundaries.ts';
import { hasEndMark } from '../ends/end-marks.ts';
import { cannotEndWith } from '../languages/languages.ts';
import { isOpenAddress } from './border.ts';

/**
 * `ended`: its end mark says so · `may-go-on`: its end mark may belong to what follows, "3.", "etc.", "well…" ·
 * `unmarked`: no end mark, though it could end · `unfinished`: it cannot end here, "the", "Dr.", "(so".
 */
export type LineEnd = 'ended' | 'may-go-on' | 'unmarked' | 'unfinished';

export function lineEnd(text: string, language: string): LineEnd {
  const line = text.trimEnd();
  if (isOpenAddress(line)) return line.endsWith('.') && line.includes('@') ? 'may-go-on' : 'unfinished';
  if (!hasEndMark(line, language)) return isUnfinished(line, language) ? 'unfinished' : 'unmarked';
  if (endsSentence(line, language)) return 'ended';
  const fullStop = fullStopOf(line, language);
  return fullStop === 'asks' || fullStop === 'numbered' ? 'unfinished' : 'may-go-on';
}

function isUnfinished(line: string, language: string): boolean {
  if (openMark.test(line) || (eliding.has(baseLanguage(language)) && /\p{L}['’]$/u.test(line))) return true;
  return hasOpenBracket(line) || cannotEndWith(language).has(lastWord(line, language));
}

/** Commas, colons, hyphens and dashes, opening marks, and signs that something follows; "5 €" is whole. */
const openMark = /(?:[,;:،؛、，；：\-‐‑–—([{¿¡„«&+=/@]|(?:^|[^\d\s])\s?\p{Sc})$/u;
const eliding: ReadonlySet<string> = new Set(['fr', 'it', 'ca']);

/** Brackets and quotations that open and do not close. */
function hasOpenBracket(line: string): boolean {
  const pairs = [
    [/[([{（「『【]/gu, /[)\]}）」』】]/gu],
    [/«/gu, /»/gu],
    [/„/gu, /[“”]/gu],
  ] as const;
  const isOpen = pairs.some(([open, close]) => count(line, open) > count(line, close));
  if (isOpen || count(line, /"/gu) % 2 === 1) return true;
  // “ opens in English and closes in German.
  return !line.includes('„') && count(line, /“/gu) > count(line, /”/gu);
}

function count(text: string, mark: RegExp): number {
  return text.match(mark)?.length ?? 0;
}

const LONGEST_WORD = 40;

function lastWord(line: string, language: string): string {
  const end = line.slice(-LONGEST_WORD);
  const word = isUnspaced(language)
    ? [...textSegments(end, language, 'word')].map((one) => end.slice(one.start, one.end)).at(-1)
    : end.slice(beforeLetters(end, end.length, /^[\p{L}\p{M}\p{N}'’]$/u));
  return (word ?? '').toLowerCase().replaceAll('’', "'");
}
