import type { ReactNode } from 'react';
import { routes } from '../../../shared/routes.ts';
import type { Messages } from '../../i18n/messages.ts';
import { usePartWords } from '../../i18n/part-words.ts';
import { NoConnectionIcon } from '../../ui/icons.tsx';
import type { MessageValues } from '../../views/message-values.ts';
import { viewWords } from '../../views/view-words.ts';
import styles from './view.module.css';
import type { OperatorFault, ViewNotice } from './view-notice.ts';

/** What a view says besides captions: small, at its edge. */
export function ViewSigns({ notice }: { notice: ViewNotice }): ReactNode {
  const words = usePartWords(viewWords);
  switch (notice.kind) {
    case 'none':
      return null;
    case 'lost':
      return (
        <span className={styles.lost} role="img" aria-label={words('noConnection')}>
          <NoConnectionIcon />
        </span>
      );
    case 'ready':
      return <p className={styles.sign}>{words('ready')}</p>;
    case 'operator':
      return <p className={styles.sign}>{operatorWords(notice.fault, words)}</p>;
  }
}

function operatorWords(fault: OperatorFault, words: Messages<MessageValues>): string {
  const address = new URL(routes.home, location.href).href;
  switch (fault) {
    case 'sign-in':
      return words('operatorSignIn', { address });
    case 'not-allowed':
    case 'record-restricted':
      return words('operatorNotAllowed', { address });
    case 'share-revoked':
    case 'share-expired':
    case 'share-unknown':
    case 'share-incomplete':
    case 'share-lost':
      return words('operatorShareClosed');
    case 'meeting-deleted':
      return words('operatorDeleted');
    case 'no-address':
      return words('operatorNoAddress', { address });
  }
}
