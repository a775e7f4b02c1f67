import { type RefObject, useEffect, useRef } from 'react';

/** When the focused button is removed, the focus moves to this element instead of the top of the page. */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement | null>(null);
  useEffect(() => {
    let last: EventTarget | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target;
    };
    const keep = () => {
      const isLost = last instanceof HTMLElement && !last.isConnected;
      if (!isLost || document.activeElement !== document.body) return;
      last = null;
      place.current?.focus({ preventScroll: true });
    };
    // Any part of the page may remove the button.
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
  return place;
}
