import { type ReactNode, useEffect } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { CloseIcon } from './icons.tsx';
import { useSheetFocus } from './use-sheet-focus.ts';

export interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A dialog over the whole panel, beside the captions where there is room; a tap on them closes it. (`<dialog>` and `inert`
 * are missing in the WebKit of older Zoom clients.)
 */
export function Sheet({ title, onClose, children }: SheetProps): ReactNode {
  const say = useMessages();
  const sheet = useSheetFocus(onClose);
  // For the style sheet: what is beside a sheet makes room for it.
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.sheet = 'open';
    return () => {
      delete dataset.sheet;
    };
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard it is Escape that closes */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <div className="sheet-backdrop" onClick={onClose} />
      <div className="sheet" role="dialog" aria-modal="true" aria-label={title} tabIndex={-1} ref={sheet}>
        <div className="sheet__head">
          <h2 className="sheet__title">{title}</h2>
          <button type="button" className="icon-button" aria-label={say('close')} onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        {children}
      </div>
    </>
  );
}
