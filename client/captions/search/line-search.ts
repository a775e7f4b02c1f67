/** Search in captions, regardless of case, accents and letter width. Pure. */
import type { Caption, Line } from '../../../shared/caption.ts';
import { foldText } from '../../../shared/search/folded-text.ts';

/** Blanks at the ends of typed words do not count. */
export function foldQuery(query: string): string {
  return foldText(query).trim();
}

/**
 * Captions that hold the folded words in their text, their original, their speaker's name, or what stands beside them in
 * another language; ids in reading order.
 */
export function findLines(
  lines: readonly Line[],
  query: string,
  beside?: ReadonlyMap<string, Caption>,
): readonly string[] {
  if (query === '') return [];
  return lines.flatMap((line) => {
    if (line.kind !== 'caption') return [];
    const other = beside?.get(line.id);
    return holds(line, query) || (other !== undefined && holds(other, query)) ? [line.id] : [];
  });
}

function holds(caption: Caption, query: string): boolean {
  const parts = foldedParts.get(caption) ?? [
    foldText(caption.text),
    foldText(caption.original.text),
    foldText(caption.speaker.name),
  ];
  foldedParts.set(caption, parts);
  return parts.some((part) => part.includes(query));
}

/** Ten thousand lines are folded once, not at every key. */
const foldedParts = new WeakMap<Caption, readonly string[]>();
