import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/**
 * The focus of a dialog: enters when it opens, stays inside, returns when it closes. Key listeners are on the
 * document: a removed button leaves the focus on no element.
 */
export function useSheetFocus(onClose: () => void): RefObject<HTMLDivElement | null> {
  const sheet = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useEffect(() => {
    const before = document.activeElement;
    const first = sheet.current?.querySelector<HTMLElement>('[data-first-focus]') ?? sheet.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
      if (event.key === 'Tab') keepFocusInside(event, sheet.current);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  useEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) return;
    const observer = new MutationObserver(() => {
      if (!dialog.contains(document.activeElement)) dialog.focus({ preventScroll: true });
    });
    observer.observe(dialog, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return sheet;
}

function keepFocusInside(event: KeyboardEvent, sheet: HTMLElement | null): void {
  if (sheet === null) return;
  const stops = [
    ...sheet.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], [tabindex="0"]'),
  ].filter((stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled'));
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (first === undefined || last === undefined) return;
  const at = document.activeElement;
  const isInside = at !== sheet && sheet.contains(at);
  if (isInside && at !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
