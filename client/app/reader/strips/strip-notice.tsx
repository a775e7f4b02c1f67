import type { ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages-context.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { CloseIcon } from '../../../ui/icons.tsx';
import styles from './strip.module.css';

export interface StripNoticeProps {
  readonly children: ReactNode;
  readonly onDismiss: () => void;
}

/** A notice in a strip above the captions, with a button that dismisses it. */
export function StripNotice({ children, onDismiss }: StripNoticeProps): ReactNode {
  const say = useMessages();
  return (
    <div className={styles.notice} data-strip>
      {children}
      <IconButton small label={say('dismiss')} onClick={onDismiss}>
        <CloseIcon size={14} />
      </IconButton>
    </div>
  );
}
