import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** A button that has done its work may be gone: focus then goes on from this element, not from the top of the page. */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement | null>(null);
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      last.current = event.target;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useLayoutEffect(() => {
    const lost = last.current instanceof HTMLElement && !last.current.isConnected;
    if (!lost || document.activeElement !== document.body) return;
    last.current = null;
    place.current?.focus({ preventScroll: true });
  });
  return place;
}
