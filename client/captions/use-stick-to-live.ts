import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { compareLines, type Line } from '../../shared/caption.ts';

export interface StickToLive {
  readonly scrollerRef: RefObject<HTMLElement | null>;
  readonly atLive: boolean;
  /** Captions that came since the reader left the newest line. */
  readonly unread: number;
  readonly onScroll: () => void;
  readonly jumpToLive: () => void;
}

/** Closer to the end than this is at the end: a finger or a zoomed page does not stop on the exact pixel. */
const LIVE_MARGIN_PX = 40;

interface Anchor {
  readonly id: string;
  /** Distance from the top of the scroll area. */
  readonly top: number;
}

/** Follows the newest line, unless the reader scrolls up: then nothing on screen moves, whatever comes above or below. */
export function useStickToLive(lines: readonly Line[]): StickToLive {
  const scrollerRef = useRef<HTMLElement | null>(null);
  const [atLive, setAtLive] = useState(true);
  const live = useRef(true);
  const anchor = useRef<Anchor | undefined>(undefined);
  const [leftAt, setLeftAt] = useState<Line | undefined>(undefined);

  const onScroll = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return;
    const nowLive = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= LIVE_MARGIN_PX;
    anchor.current = nowLive ? undefined : firstVisible(scroller);
    if (nowLive === live.current) return;
    live.current = nowLive;
    setAtLive(nowLive);
    setLeftAt(nowLive ? undefined : lines[lines.length - 1]);
  }, [lines]);

  // Older WebKit has no scroll anchoring, so we keep the place ourselves, before anything is painted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for every change of the lines
  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return;
    if (live.current) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    const kept = anchor.current;
    const element =
      kept === undefined ? null : scroller.querySelector(`[data-line="${CSS.escape(kept.id)}"]`);
    if (kept !== undefined && element !== null) scroller.scrollTop += topOf(element, scroller) - kept.top;
    anchor.current = firstVisible(scroller);
  }, [lines]);

  // A narrower panel or larger text makes lines taller: stay with the newest one.
  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (live.current) scroller.scrollTop = scroller.scrollHeight;
    });
    observer.observe(scroller);
    for (const child of scroller.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  const jumpToLive = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return;
    live.current = true;
    anchor.current = undefined;
    setAtLive(true);
    setLeftAt(undefined);
    scroller.scrollTop = scroller.scrollHeight;
    // The button that was pressed is gone: focus must not fall out of the page.
    scroller.focus({ preventScroll: true });
  }, []);

  return { scrollerRef, atLive, unread: atLive ? 0 : unreadSince(lines, leftAt), onScroll, jumpToLive };
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

function firstVisible(scroller: Element): Anchor | undefined {
  for (const element of scroller.querySelectorAll<HTMLElement>('[data-line]')) {
    const top = topOf(element, scroller);
    if (top + element.offsetHeight > 0) return { id: element.dataset.line ?? '', top };
  }
  return undefined;
}

function topOf(element: Element, scroller: Element): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
