import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { Line } from '../../../../shared/caption.ts';
import { LIVE_MARGIN_PX } from '../use-stick-to-live.ts';
import { HeightGuesses } from './height-guesses.ts';

export interface VirtualLinesOptions {
  readonly scrollerRef: RefObject<HTMLElement | null>;
  readonly listRef: RefObject<HTMLElement | null>;
  readonly lines: readonly Line[];
  /** Lines that stay in the page wherever the reader is: open ones, the focused one, the ends of a selection. */
  readonly pinned: ReadonlySet<string>;
}

/** Lines drawn above and below the view, so that fast scrolling shows no blank. */
const OVERSCAN = 10;
/** Space under the newest line. */
const AFTER_LAST_PX = 28;

/** Draws only the lines near the view; the position in view is kept when lines are added above or below. */
export function useVirtualLines(options: VirtualLinesOptions): Virtualizer<HTMLElement, HTMLElement> {
  const { scrollerRef, listRef, lines, pinned } = options;
  const [before, setBefore] = useState(0);
  const [guesses] = useState(() => new HeightGuesses());
  const pinnedIndexes = useMemo(
    () => (pinned.size === 0 ? [] : lines.flatMap(({ id }, index) => (pinned.has(id) ? [index] : []))),
    [lines, pinned],
  );
  const rangeExtractor = useCallback(
    (range: Range) => {
      const near = defaultRangeExtractor(range);
      return pinnedIndexes.length === 0
        ? near
        : [...new Set([...near, ...pinnedIndexes])].sort((a, b) => a - b);
    },
    [pinnedIndexes],
  );
  const list = useVirtualizer<HTMLElement, HTMLElement>({
    count: lines.length,
    getScrollElement: () => scrollerRef.current,
    // A new function for new lines: the virtualiser caches keys by its identity.
    getItemKey: useCallback((index: number) => lines[index]?.id ?? index, [lines]),
    estimateSize: (index) => guesses.of(lines[index]),
    overscan: OVERSCAN,
    rangeExtractor,
    scrollMargin: before,
    paddingEnd: AFTER_LAST_PX,
    anchorTo: 'end',
    scrollEndThreshold: LIVE_MARGIN_PX,
  });

  useEffect(() => guesses.prune(lines), [guesses, lines]);

  // What stands above the list in the scroll area: a button, or where the captions begin.
  useLayoutEffect(() => {
    setBefore(listRef.current?.offsetTop ?? 0);
  });
  return list;
}
