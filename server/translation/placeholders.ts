/** Terms as marks that engines leave alone, and back. Pure. */
import type { TermMatch } from '../captions/glossary-terms.ts';

export interface Guarded {
  /** The text with a mark in the place of each term. */
  readonly text: string;
  /** The translation with the terms in their places; nothing unless every mark came back exactly once. */
  restore(translation: string): string | undefined;
}

/** `⟦0⟧ meets ⟦1⟧.` Unknown signs pass through engines, more or less: what comes back is read with patience. */
export function withBrackets(text: string, matches: readonly TermMatch[]): Guarded {
  const said = new Set([...text.matchAll(bracketed)].map(([mark]) => numberIn(mark)));
  const first = firstFree(said, matches.length);
  return {
    text: replaceAll(text, matches, (index) => `⟦${first + index}⟧`),
    restore: (translation) => {
      const seen = new Map<number, number>();
      let isForeign = hasForeignMark(translation.replace(bracketed, ''), text);
      const restored = translation.replace(bracketed, (mark) => {
        const index = numberIn(mark) - first;
        const match = matches[index];
        // A number that was never given out is what somebody said, or what the engine made up.
        if (match === undefined) {
          isForeign ||= !said.has(numberIn(mark));
          return mark;
        }
        seen.set(index, (seen.get(index) ?? 0) + 1);
        return match.replacement;
      });
      return !isForeign && matches.every((_match, index) => seen.get(index) === 1) ? restored : undefined;
    },
  };
}

/** A bracket of ours that nobody said: it must not stay on screen. */
export function hasForeignMark(translation: string, text: string): boolean {
  return /[⟦⟧]/.test(translation) && !/[⟦⟧]/.test(text);
}

/**
 * `<x>Acme</x> meets <x>Ben</x>.` for engines that promise to leave what is inside a tag alone. Without a number in the tag:
 * every sign of it is paid, and what is inside tells which it was.
 */
export function withTags(text: string, matches: readonly TermMatch[]): Guarded {
  const expected = matches.map(({ replacement }) => replacement).toSorted();
  const tag = (index: number) => `<x>${escapeXml(matches[index]?.replacement ?? '')}</x>`;
  return {
    text: replaceAll(text, matches, tag, escapeXml),
    restore: (translation) => {
      const inside = [...translation.matchAll(tagged)].map(([, words = '']) => unescapeXml(words)).toSorted();
      const isComplete =
        inside.length === expected.length && inside.every((words, index) => words === expected[index]);
      const restored = translation.replace(tagged, '$1');
      return isComplete && !/<\/?x\b/.test(restored) ? unescapeXml(restored) : undefined;
    },
  };
}

const tagged = /<x>([^<]*)<\/x>/gu;

/** Nothing is left to translate: names and terms, and what stands between them. */
export function isAllTerms(text: string, matches: readonly TermMatch[]): boolean {
  return matches.length > 0 && !/[\p{L}\p{N}]/u.test(replaceAll(text, matches, () => ' '));
}

export function replaceAll(
  text: string,
  matches: readonly TermMatch[],
  mark: (index: number) => string,
  between: (text: string) => string = (same) => same,
): string {
  let at = 0;
  let result = '';
  for (const [index, { start, end }] of matches.entries()) {
    result += between(text.slice(at, start)) + mark(index);
    at = end;
  }
  return result + between(text.slice(at));
}

/** Any kind of bracket, once or the same twice, blanks inside, digits of several scripts. "(⟦0⟧)" keeps its own. */
const open = '[⟦〚[【「({<«［（＜｛⟨]';
const close = '[⟧〛\\]】」)}>»］）＞｝⟩]';
const digits = '[0-9０-９٠-٩۰-۹०-९]';
const bracketed = new RegExp(
  `(${open})\\1\\s*${digits}{1,6}\\s*(${close})\\2|${open}\\s*${digits}{1,6}\\s*${close}`,
  'gu',
);

const zeros = [0x30, 0xff10, 0x660, 0x6f0, 0x966];

function numberIn(mark: string): number {
  const plain = (mark.match(/\p{Nd}/gu) ?? []).map((digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((one) => code >= one && code < one + 10) ?? code;
    return String(code - zero);
  });
  return Number(plain.join(''));
}

/** "See [1]" must not be taken for a mark: then ours begin higher. */
function firstFree(said: ReadonlySet<number>, count: number): number {
  let first = 0;
  while (Array.from({ length: count }, (_, index) => first + index).some((index) => said.has(index)))
    first += 1;
  return first;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
