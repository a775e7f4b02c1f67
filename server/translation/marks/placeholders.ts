/** Replaces terms by marks that engines copy, and marks by terms. Pure. */
import type { TermMatch } from '../../captions/ports/translator.ts';
import { hasForeignMark, markedNumbers, marksIn } from './marks.ts';

export interface Guarded {
  /** The text with a mark in the place of each term. */
  readonly text: string;
  /** The translation with the terms in their places; nothing unless every mark came back exactly once, and no other. */
  restore(translation: string): string | undefined;
}

/** `⟦0⟧ meets ⟦1⟧.` Most engines copy unknown signs; any form in which they come back is read. */
export function withBrackets(text: string, matches: readonly TermMatch[]): Guarded {
  const first = firstFree(markedNumbers(text), matches.length);
  return {
    text: replaceAll(text, matches, (index) => `⟦${first + index}⟧`),
    restore: (translation) => {
      const returned = marksIn(translation).flatMap(({ start, end, number }) => {
        const replacement = matches[number - first]?.replacement;
        return replacement === undefined ? [] : [{ start, end, number, replacement }];
      });
      const numbers = new Set(returned.map(({ number }) => number));
      // Each once: one that is lost or doubled would leave a broken sentence.
      if (returned.length !== matches.length || numbers.size !== matches.length) return undefined;
      return shown(
        replaceAll(translation, returned, (index) => returned[index]?.replacement ?? ''),
        text,
        matches,
      );
    },
  };
}

/**
 * `<x>Acme</x> meets <x>Ben</x>.` for engines that do not translate inside a tag. The tag has no number:
 * every character of it is billed, and its content identifies the term.
 */
export function withTags(text: string, matches: readonly TermMatch[]): Guarded {
  const expected = matches.map(({ replacement }) => replacement).toSorted();
  const tag = (index: number) => `<x>${escapeXml(matches[index]?.replacement ?? '')}</x>`;
  return {
    text: replaceAll(text, matches, tag, escapeXml),
    restore: (translation) => {
      const { inside, text: restored } = withoutTags(translation);
      const returned = inside.map(unescapeXml).toSorted();
      const isComplete =
        returned.length === expected.length && returned.every((words, index) => words === expected[index]);
      return isComplete ? shown(unescapeXml(restored), text, matches) : undefined;
    },
  };
}

/** The spoken text and the replacements of its terms: a mark that stands in these may be shown. */
export function heldBy(text: string, matches: readonly TermMatch[]): string {
  return [text, ...new Set(matches.map(({ replacement }) => replacement))].join('\n');
}

function shown(restored: string, text: string, matches: readonly TermMatch[]): string | undefined {
  return hasForeignMark(restored, heldBy(text, matches)) ? undefined : restored;
}

const OPEN = '<x>';
const CLOSE = '</x>';

/** What stands inside tags, and the text without them. */
function withoutTags(text: string): { readonly inside: readonly string[]; readonly text: string } {
  const inside: string[] = [];
  let rest = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(OPEN, at);
    const end = start < 0 ? -1 : text.indexOf(CLOSE, start);
    if (end < 0) return { inside, text: rest + text.slice(at) };
    const words = text.slice(start + OPEN.length, end);
    inside.push(words);
    rest += text.slice(at, start) + words;
    at = end + CLOSE.length;
  }
}

/** The text consists of names and terms alone, with marks and blanks between them. */
export function isAllTerms(text: string, matches: readonly TermMatch[]): boolean {
  return matches.length > 0 && !/[\p{L}\p{N}]/u.test(replaceAll(text, matches, () => ' '));
}

export function replaceAll(
  text: string,
  matches: readonly Pick<TermMatch, 'start' | 'end'>[],
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

/** The first number from which `count` numbers are free: a spoken "[1]" must not be read as a mark. */
function firstFree(said: ReadonlySet<number>, count: number): number {
  let first = 0;
  for (const number of [...said].toSorted((a, b) => a - b)) {
    if (number >= first + count) break;
    first = number + 1;
  }
  return first;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
