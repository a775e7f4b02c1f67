import { type ReactNode, useState } from 'react';
import type { DeletionReceipt } from '../../shared/record.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { Receipt } from '../record/receipt.tsx';
import { RecordSection } from '../record/record-section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { CostSection } from './cost-section.tsx';
import { GlossarySection } from './glossary-section.tsx';
import styles from './host.module.css';
import type { HostSheetApi } from './host-api.ts';
import { InviteSection } from './invite-section.tsx';

export interface HostSheetProps {
  readonly host: HostSheetApi;
  /** What this host reads: terms get their translations in it. */
  readonly language: string;
  readonly onClose: () => void;
  /** Absent outside Zoom, where nobody can be invited. */
  readonly zoom: ZoomClient | undefined;
}

/** What only the host sees: the words that matter here, what it costs, and what becomes of the record. */
export function HostSheet({ host, language, onClose, zoom }: HostSheetProps): ReactNode {
  const say = useMessages();
  const [receipt, setReceipt] = useState<DeletionReceipt | undefined>(undefined);
  return (
    <Sheet title={say('hostTitle')} onClose={onClose}>
      <div className={styles.host}>
        {receipt === undefined ? (
          <>
            {zoom !== undefined && <InviteSection zoom={zoom} />}
            <GlossarySection host={host} language={language} />
            <CostSection host={host} />
            <RecordSection record={host.record} onDeleted={setReceipt} />
          </>
        ) : (
          // With the record, everything else that a host could set is gone.
          <Receipt receipt={receipt} />
        )}
      </div>
    </Sheet>
  );
}
