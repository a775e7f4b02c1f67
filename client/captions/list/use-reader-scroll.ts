/** Tells a reader's own scroll from one that a changed layout makes. */
import { type RefObject, useCallback, useEffect, useRef } from 'react';

/** From an input to the scroll event it makes: a smooth scroll begins within a few frames. */
const INPUT_MS = 400;
/** From a changed size to the last scroll event it makes, on a busy machine. */
const LAYOUT_MS = 500;

const keysUp = new Set(['ArrowUp', 'PageUp', 'Home', 'Tab']);

interface Size {
  readonly width: number;
  readonly height: number;
  readonly content: number;
}

export interface ReaderScroll {
  /** Is the scroll event that is handled now the reader's? */
  readonly isReaders: () => boolean;
  /** The layout has changed: what scrolls next does so by itself. */
  readonly layoutChanged: () => void;
}

/**
 * Wheel, touch, keys and the scrollbar are a reader's scroll. A scroll without any of them is an assistive technology's,
 * unless a size has just changed.
 */
export function useReaderScroll(scrollerRef: RefObject<HTMLElement | null>): ReaderScroll {
  const inputAt = useRef(Number.NEGATIVE_INFINITY);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const isHeld = useRef(false);
  const size = useRef<Size | undefined>(undefined);

  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller === null) return;
    size.current = sizeOf(scroller);
    const ended = new AbortController();
    const { signal } = ended;
    const input = () => {
      inputAt.current = performance.now();
    };
    const hold = () => {
      isHeld.current = true;
    };
    const release = () => {
      if (isHeld.current) input();
      isHeld.current = false;
    };
    const passive = { signal, passive: true };
    scroller.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && input(), passive);
    scroller.addEventListener('touchmove', input, passive);
    // The scrollbar, and a selection that is drawn beyond the edge.
    scroller.addEventListener('pointerdown', hold, { signal });
    scroller.addEventListener(
      'keydown',
      ({ key, shiftKey }) => {
        if (keysUp.has(key) || (key === ' ' && shiftKey)) input();
      },
      { signal },
    );
    window.addEventListener('pointerup', release, { signal });
    window.addEventListener('pointercancel', release, { signal });
    // Browsers report no release of the scrollbar.
    window.addEventListener('pointermove', ({ buttons }) => buttons === 0 && release(), passive);
    return () => ended.abort();
  }, [scrollerRef]);

  const layoutChanged = useCallback(() => {
    changedAt.current = performance.now();
    const scroller = scrollerRef.current;
    if (scroller !== null) size.current = sizeOf(scroller);
  }, [scrollerRef]);
  const isReaders = useCallback(() => {
    const scroller = scrollerRef.current;
    if (scroller !== null && !isSame(size.current, sizeOf(scroller))) layoutChanged();
    const now = performance.now();
    return isHeld.current || now - inputAt.current < INPUT_MS || now - changedAt.current > LAYOUT_MS;
  }, [scrollerRef, layoutChanged]);
  return { isReaders, layoutChanged };
}

function sizeOf({ clientWidth, clientHeight, scrollHeight }: HTMLElement): Size {
  return { width: clientWidth, height: clientHeight, content: scrollHeight };
}

function isSame(before: Size | undefined, now: Size): boolean {
  return before?.width === now.width && before.height === now.height && before.content === now.content;
}
