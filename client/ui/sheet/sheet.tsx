import { type ReactNode, useEffect } from 'react';
import { useMessages } from '../../i18n/messages-context.tsx';
import { IconButton } from '../icon-button.tsx';
import { CloseIcon } from '../icons.tsx';
import styles from './sheet.module.css';
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
      <div className={styles.backdrop} onClick={onClose} />
      <div
        className={styles.sheet}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        ref={sheet}
      >
        <div className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          <IconButton label={say('close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
        {children}
      </div>
    </>
  );
}
