import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Line } from '../../../shared/caption.ts';

/** The button of a line that opens its details; `CaptionLine` marks it so. */
const MORE_BUTTON = '[data-more]';

export interface LineFocus {
  /** The line that holds the focus, or is to get it. */
  readonly lineId: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Arrow keys move between captions; one caption is a tab stop, because thousands of them would block the next button.
 */
export function useLineFocus(listRef: RefObject<HTMLElement | null>, lines: readonly Line[]): LineFocus {
  const [lineId, setLineId] = useState<string | undefined>(undefined);
  const goingTo = useRef<string | undefined>(undefined);

  // The line has to be drawn before it can be focused.
  useLayoutEffect(() => {
    if (goingTo.current === undefined || goingTo.current !== lineId) return;
    goingTo.current = undefined;
    buttonOf(listRef.current, lineId)?.focus();
  }, [lineId, listRef]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const { target, key } = event;
      const isMoreButton = target instanceof Element && target.matches(MORE_BUTTON);
      if (!isMoreButton || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
      event.preventDefault();
      const step = key === 'ArrowUp' ? -1 : 1;
      let at = lines.findIndex(({ id }) => id === lineIdOf(target)) + step;
      while (lines[at] !== undefined && lines[at]?.kind !== 'caption') at += step;
      const next = lines[at];
      if (next === undefined) return;
      goingTo.current = next.id;
      setLineId(next.id);
    },
    [lines],
  );
  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => setLineId(lineIdOf(event.target)), []);
  const onBlur = useCallback((event: FocusEvent<HTMLElement>) => {
    if (goingTo.current === undefined && !event.currentTarget.contains(event.relatedTarget)) {
      setLineId(undefined);
    }
  }, []);
  return { lineId, onKeyDown, onFocus, onBlur };
}

function lineIdOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-line]')?.dataset.line;
}

function buttonOf(list: HTMLElement | null, lineId: string): HTMLElement | undefined {
  const line = list?.querySelector(`[data-line="${CSS.escape(lineId)}"]`);
  return line?.querySelector<HTMLElement>(MORE_BUTTON) ?? undefined;
}
