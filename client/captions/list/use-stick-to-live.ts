import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { compareLines, type Line } from '../../../shared/caption.ts';
import { useReaderScroll } from './use-reader-scroll.ts';

/** The parts of a virtualiser that follow the end of a list. */
export interface EndOfList {
  scrollToEnd(): void;
  /** Stops a smooth scroll in favour of the reader's own. */
  cancelScroll(): void;
}

export interface StickToLive {
  readonly atLive: boolean;
  /** Captions that came since the reader left the newest line. */
  readonly unread: number;
  readonly onScroll: () => void;
  readonly jumpToLive: () => void;
  /** The list was scrolled by code, such as to a search match. */
  readonly scrolledAway: () => void;
}

/** Closer to the end than this is at the end: a finger or a zoomed page does not stop on the exact pixel. */
export const LIVE_MARGIN_PX = 40;

/** What is known of the end of a list, and whether it was opened there. */
interface ListEnd {
  readonly startsLive: boolean;
  readonly hasNewer: boolean;
  readonly isOver: boolean;
}

/**
 * Follows the newest line until the reader scrolls up; then the virtualiser holds the place. The end of a part of the
 * past (`hasNewer`) is not the newest line.
 */
export function useStickToLive(
  scrollerRef: RefObject<HTMLElement | null>,
  lines: readonly Line[],
  list: EndOfList,
  { startsLive, hasNewer, isOver }: ListEnd,
): StickToLive {
  const [atLive, setAtLive] = useState(startsLive);
  const live = useRef(startsLive);
  const lastTop = useRef(0);
  const [leftAt, setLeftAt] = useState(startsLive ? undefined : lines[lines.length - 1]);
  const { isReaders, layoutChanged } = useReaderScroll(scrollerRef);
  const moved = useRef(false);
  // A finished meeting that was opened at its beginning stays there when its list no longer fits the view.
  const holdsBeginning = useCallback(() => isOver && !startsLive && !moved.current, [isOver, startsLive]);

  const become = useCallback(
    (isLive: boolean) => {
      if (isLive === live.current) return;
      live.current = isLive;
      setAtLive(isLive);
      setLeftAt(isLive ? undefined : lines[lines.length - 1]);
    },
    [lines],
  );

  const onScroll = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return;
    if (isReaders()) moved.current = true;
    const movedUp = scroller.scrollTop < lastTop.current - 1;
    lastTop.current = scroller.scrollTop;
    if (isAtEnd(scroller)) become(!hasNewer);
    else if (movedUp && live.current && isReaders()) {
      list.cancelScroll();
      become(false);
    }
  }, [scrollerRef, list, become, isReaders, hasNewer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for every change of the lines
  useLayoutEffect(() => {
    if (live.current && !holdsBeginning()) list.scrollToEnd();
  }, [lines, list]);

  // A list that fits its view begins at its end, wherever it was to begin.
  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller !== null && scroller.clientHeight > 0 && isAtEnd(scroller)) become(!hasNewer);
  }, [scrollerRef, become, hasNewer]);

  // Measured heights, a narrower panel or larger text change the height: stay at the newest line.
  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      layoutChanged();
      if (live.current && holdsBeginning()) become(isAtEnd(scroller));
      else if (live.current) scroller.scrollTop = scroller.scrollHeight;
    });
    observer.observe(scroller);
    for (const child of scroller.children) observer.observe(child);
    return () => observer.disconnect();
  }, [scrollerRef, layoutChanged, holdsBeginning, become]);

  const jumpToLive = useCallback(() => {
    moved.current = true;
    become(true);
    list.scrollToEnd();
    // The pressed button is removed: the focus moves to the list.
    scrollerRef.current?.focus({ preventScroll: true });
  }, [become, list, scrollerRef]);

  const scrolledAway = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller !== null && !isAtEnd(scroller)) become(false);
  }, [scrollerRef, become]);
  return { atLive, unread: atLive ? 0 : unreadSince(lines, leftAt), onScroll, jumpToLive, scrolledAway };
}

function isAtEnd(scroller: HTMLElement): boolean {
  return distanceToEnd(scroller) <= LIVE_MARGIN_PX;
}

export function distanceToEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

export function unreadSince(lines: readonly Line[], mark: Line | undefined): number {
  let unread = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line === undefined || (mark !== undefined && compareLines(line, mark) <= 0)) break;
    if (line.kind === 'caption') unread += 1;
  }
  return unread;
}
