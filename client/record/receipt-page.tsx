import type { ReactNode } from 'react';
import type { DeletionReceipt } from '../../shared/record.ts';
import { usePartWords } from '../i18n/part-words.ts';
import { Receipt } from './receipt.tsx';
import styles from './record.module.css';
import { recordWords } from './record-words.ts';

/** A receipt on a page of its own: there is nothing else left to show. */
export function ReceiptPage({
  receipt,
  onDone,
}: {
  receipt: DeletionReceipt;
  onDone: () => void;
}): ReactNode {
  const own = usePartWords(recordWords);
  return (
    <main className={styles.alone}>
      <h1>{own('mineTitle')}</h1>
      <Receipt receipt={receipt} />
      <button type="button" className="button button--main" onClick={onDone}>
        {own('done')}
      </button>
    </main>
  );
}
