import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { compareLines, type Line } from '../../../shared/caption.ts';

/** The parts of a virtualiser that follow the end of a list. */
export interface EndOfList {
  scrollToEnd(): void;
  /** Stops a scroll that is still under way, so that the reader's own wins. */
  cancelScroll(): void;
}

export interface StickToLive {
  readonly atLive: boolean;
  /** Captions that came since the reader left the newest line. */
  readonly unread: number;
  readonly onScroll: () => void;
  readonly jumpToLive: () => void;
  /** The reader was taken somewhere, such as to a line that was found. */
  readonly scrolledAway: () => void;
}

/** Closer to the end than this is at the end: a finger or a zoomed page does not stop on the exact pixel. */
export const LIVE_MARGIN_PX = 40;

/**
 * Follows the newest line, unless the reader scrolls up; holding the place then is the virtualiser's part. Growing lines
 * move the end away, but only a reader moves up: that is how the two are told apart.
 */
export function useStickToLive(
  scrollerRef: RefObject<HTMLElement | null>,
  lines: readonly Line[],
  list: EndOfList,
): StickToLive {
  const [atLive, setAtLive] = useState(true);
  const live = useRef(true);
  const lastTop = useRef(0);
  const [leftAt, setLeftAt] = useState<Line | undefined>(undefined);

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
    const movedUp = scroller.scrollTop < lastTop.current - 1;
    lastTop.current = scroller.scrollTop;
    if (isAtEnd(scroller)) become(true);
    else if (movedUp && live.current) {
      list.cancelScroll();
      become(false);
    }
  }, [scrollerRef, list, become]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for every change of the lines
  useLayoutEffect(() => {
    if (live.current) list.scrollToEnd();
  }, [lines, list]);

  // Lines that turn out taller than they were guessed, a narrower panel, larger text: stay with the newest one.
  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (live.current) scroller.scrollTop = scroller.scrollHeight;
    });
    observer.observe(scroller);
    for (const child of scroller.children) observer.observe(child);
    return () => observer.disconnect();
  }, [scrollerRef]);

  const jumpToLive = useCallback(() => {
    become(true);
    list.scrollToEnd();
    // The button that was pressed is gone: focus must not fall out of the page.
    scrollerRef.current?.focus({ preventScroll: true });
  }, [become, list, scrollerRef]);

  const scrolledAway = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller !== null && !isAtEnd(scroller)) become(false);
  }, [scrollerRef, become]);
  return { atLive, unread: atLive ? 0 : unreadSince(lines, leftAt), onScroll, jumpToLive, scrolledAway };
}

function isAtEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight <= LIVE_MARGIN_PX;
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
