import type { ReactNode } from 'react';
import type { DeletionReceipt } from '../../shared/record.ts';
import { routes } from '../../shared/routes.ts';
import type { ApiClient } from '../api/api-client.ts';
import { usePartWords } from '../i18n/part-words.ts';
import { Deletion } from './deletion.tsx';
import styles from './record.module.css';
import { recordWords } from './record-words.ts';

export interface DeleteMineProps {
  readonly api: ApiClient;
  /** The person is signed out by then. */
  readonly onDeleted: (receipt: DeletionReceipt) => void;
}

/** Below the list of one's meetings: deletes what is stored of oneself. */
export function DeleteMine({ api, onDeleted }: DeleteMineProps): ReactNode {
  const own = usePartWords(recordWords);
  return (
    <div className={styles.mine}>
      <Deletion
        label={own('mineButton')}
        question={[own('mineQuestion'), own('mineStays')]}
        onDelete={() => api.send('DELETE', routes.me)}
        onDeleted={onDeleted}
      />
    </div>
  );
}
