/** Terms as elements of a markup that an engine carries over to the words it made of theirs. Pure. */
import type { TermMatch } from '../../captions/ports/translator.ts';
import { hasForeignMark } from './marks.ts';
import { escapeXml, type Guarded, heldBy, replaceAll, unescapeXml } from './placeholders.ts';

/**
 * `<b id="0">Acme</b> meets <b id="1">Ben</b>.` for engines that translate what is inside an element, and keep the element
 * round it: the sentence is translated whole, then each element's words give way to the replacement. `b` because it stands
 * inside sentences: other elements would cut them.
 */
export function withElements(text: string, matches: readonly TermMatch[]): Guarded {
  const element = (index: number) => {
    const { start = 0, end = 0 } = matches[index] ?? {};
    return `${opening(index)}${escapeXml(text.slice(start, end))}${CLOSE}`;
  };
  return {
    text: replaceAll(text, matches, element, escapeXml),
    restore: (translation) => {
      const parts = partsOf(translation);
      if (parts === undefined) return undefined;
      const returned = parts.flatMap(({ index }) => (index === undefined ? [] : [index]));
      const isComplete =
        returned.length === matches.length && matches.every((_match, index) => returned.includes(index));
      if (!isComplete) return undefined;
      const restored = parts
        .map(({ index, words }) =>
          index === undefined ? unescapeXml(words) : (matches[index]?.replacement ?? ''),
        )
        .join('');
      return hasForeignMark(restored, heldBy(text, matches)) ? undefined : restored;
    },
  };
}

interface Part {
  /** Of the term; `undefined` between terms. */
  readonly index: number | undefined;
  readonly words: string;
}

const OPEN = '<b id="';
const CLOSE = '</b>';

function opening(index: number): string {
  return `${OPEN}${index}">`;
}

/** Nothing when an element is broken or holds another. Halves of one element that stand side by side are one. */
function partsOf(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < text.length; ) {
    const start = text.indexOf(OPEN, at);
    const between = text.slice(at, start < 0 ? text.length : start);
    if (between.includes('<')) return undefined;
    const last = parts.at(-1);
    if (start < 0) return [...parts, { index: undefined, words: between }];
    const head = text.indexOf('">', start + OPEN.length);
    const end = head < 0 ? -1 : text.indexOf('<', head);
    const number = text.slice(start + OPEN.length, head);
    if (end < 0 || !text.startsWith(CLOSE, end) || !/^\d{1,4}$/.test(number)) return undefined;
    at = end + CLOSE.length;
    const index = Number(number);
    if (last?.index === index && between.trim() === '') continue;
    parts.push({ index: undefined, words: between }, { index, words: text.slice(head + 2, end) });
  }
  return parts;
}
