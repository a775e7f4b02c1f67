import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { useSheetFocus } from '../ui/sheet/use-sheet-focus.ts';
import { CopyLink } from './copy-link.tsx';
import styles from './link-screen.module.css';
import { QrCode } from './qr-code.tsx';
import { shareWords } from './share-words.ts';

export interface LinkScreenProps {
  readonly link: string;
  readonly onClose: () => void;
}

/** A link for a whole room: its code as large as the window allows, its address beside it. White in every theme. */
export function LinkScreen({ link, onClose }: LinkScreenProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const [news, setNews] = useState('');
  const screen = useSheetFocus(onClose);
  // Of two dialogs one above the other, a press closes this one alone.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      className={styles.screen}
      role="dialog"
      aria-modal="true"
      aria-label={words('codeTitle')}
      tabIndex={-1}
      ref={screen}
      onKeyDown={onKeyDown}
    >
      <IconButton className={styles.close} label={say('close')} onClick={onClose}>
        <CloseIcon size={20} />
      </IconButton>
      <QrCode text={link} label={words('codeAlt')} />
      <div className={styles.words}>
        <h2 className={styles.title}>{words('codeTitle')}</h2>
        <p>{words('codeHint')}</p>
        <p className={styles.address} dir="ltr">
          {link}
        </p>
        <CopyLink link={link} onNews={setNews} />
        <p className="news" role="status">
          {news}
        </p>
      </div>
    </div>
  );
}
