import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Caption } from '../../../../shared/caption.ts';

/** As long as a row takes to roll up: slower than a blink, done before the next word. */
const ROLL_MS = 320;

interface Drawn {
  /** Height of each line when it was highest, and the distance of its top from the end of the list, CSS pixels. */
  readonly heights: Map<string, number>;
  readonly tops: ReadonlyMap<string, number>;
}

const nothingDrawn = (): Drawn => ({ heights: new Map(), tops: new Map() });

/**
 * Rows roll up smoothly when lines are added at the end, and never back down: a line that becomes shorter keeps its place until
 * the next one comes. Lines are the children of the list, with their id in `data-line`.
 */
export function useRollUp(
  listRef: RefObject<HTMLElement | null>,
  captions: readonly Caption[],
  moves: boolean,
): void {
  const drawn = useRef<Drawn>(nothingDrawn());

  // Another size of the screen or of its text: what was measured before counts no more.
  useEffect(() => {
    const list = listRef.current;
    if (list === null || typeof ResizeObserver === 'undefined') return;
    let width = list.clientWidth;
    const observer = new ResizeObserver(() => {
      if (list.clientWidth === width) return;
      width = list.clientWidth;
      for (const line of linesOf(list)) line.style.minBlockSize = '';
      drawn.current = { ...nothingDrawn(), tops: topsOf(list) };
    });
    observer.observe(list);
    return () => observer.disconnect();
  }, [listRef]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for every change of the captions
  useLayoutEffect(() => {
    const list = listRef.current;
    if (list === null) return;
    const { heights, tops } = drawn.current;
    const lines = linesOf(list);
    const isLonger = lines.some(({ dataset }) => !tops.has(dataset.line ?? ''));
    // What a shorter line keeps free is given back in the moment in which others move up.
    if (isLonger) heights.clear();
    for (const line of lines) line.style.minBlockSize = '';
    for (const line of lines) hold(line, heights);
    const now = topsOf(list);
    drawn.current = { heights: keptOf(heights, now), tops: now };
    const known = lines.map(({ dataset }) => dataset.line ?? '').filter((id) => tops.has(id));
    const last = known[known.length - 1];
    const movedBy = last === undefined ? 0 : (now.get(last) ?? 0) - (tops.get(last) ?? 0);
    if (moves && movedBy > 0) rollUp(list, movedBy);
  }, [captions, moves, listRef]);
}

function hold(line: HTMLElement, heights: Map<string, number>): void {
  const id = line.dataset.line ?? '';
  const before = heights.get(id) ?? 0;
  const height = line.offsetHeight;
  if (height < before) line.style.minBlockSize = `${before}px`;
  else heights.set(id, height);
}

function rollUp(list: HTMLElement, byPx: number): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches || typeof list.animate !== 'function') return;
  list.animate([{ transform: `translateY(${byPx}px)` }, { transform: 'translateY(0)' }], {
    duration: ROLL_MS,
    easing: 'cubic-bezier(0.2, 0.7, 0.3, 1)',
  });
}

function linesOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.children].flatMap((child) => (child instanceof HTMLElement ? [child] : []));
}

/** How far above the end of the list each line begins. */
function topsOf(list: HTMLElement): ReadonlyMap<string, number> {
  return new Map(
    linesOf(list).map((line) => [line.dataset.line ?? '', list.offsetHeight - line.offsetTop] as const),
  );
}

/** Lines that left the screen are forgotten. */
function keptOf(
  heights: ReadonlyMap<string, number>,
  present: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map([...heights].filter(([id]) => present.has(id)));
}
