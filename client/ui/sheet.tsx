import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the whole panel. (`<dialog>` and `inert` are missing in the WebKit of older Zoom clients.) */
export function Sheet({ title, onClose, children }: SheetProps): ReactNode {
  const say = useMessages();
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = sheet.current?.querySelector<HTMLElement>('[data-first-focus]') ?? sheet.current;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Tab') keepFocusInside(event, sheet.current);
  };

  return (
    <div
      className="sheet"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      tabIndex={-1}
      ref={sheet}
      onKeyDown={onKeyDown}
    >
      <div className="sheet__head">
        <h2 className="sheet__title">{title}</h2>
        <button type="button" className="icon-button" aria-label={say('close')} onClick={onClose}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m4 4 8 8M12 4l-8 8" />
          </svg>
        </button>
      </div>
      {children}
    </div>
  );
}

function keepFocusInside(event: KeyboardEvent, sheet: HTMLElement | null): void {
  const stops = [...(sheet?.querySelectorAll<HTMLElement>('button, input, select, a[href]') ?? [])].filter(
    (stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled'),
  );
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (first === undefined || last === undefined) return;
  const leaving = event.shiftKey ? first : last;
  if (document.activeElement !== leaving && document.activeElement !== sheet) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
