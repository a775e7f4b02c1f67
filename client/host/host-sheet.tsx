import { type ReactNode, useState } from 'react';
import type { ServedLanguage } from '../../shared/language.ts';
import type { Correction } from '../../shared/panel-protocol.ts';
import type { DeletionReceipt } from '../../shared/record.ts';
import type { Notice } from '../../shared/reports/notice.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { MarkedSection } from '../marks/marked-section.tsx';
import type { MeetingMarks } from '../marks/meeting-marks.ts';
import { ChatNoticeSection } from '../notice/chat-notice-section.tsx';
import { Receipt } from '../record/receipt.tsx';
import { RecordSection } from '../record/record-section.tsx';
import type { ShareApi } from '../share/share-api.ts';
import { ShareSection } from '../share/share-section.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { CostSection } from './cost-section.tsx';
import { GlossarySection } from './glossary-section.tsx';
import styles from './host.module.css';
import type { HostSheetApi } from './host-api.ts';
import { InviteSection } from './invite-section.tsx';

export interface HostSheetProps {
  readonly host: HostSheetApi;
  readonly shares: ShareApi;
  /** What this host reads: terms get their translations in it. */
  readonly language: string;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly onClose: () => void;
  /** Absent outside Zoom, where nobody can be invited. */
  readonly zoom: ZoomClient | undefined;
  readonly marks: MeetingMarks;
  readonly onCorrect: (lineId: string, correction: Correction) => Promise<void>;
  /** Absent from older servers. */
  readonly notice: Notice | undefined;
}

/** What only the host sees: marked lines, who else reads, words that matter, costs, and what becomes of the record. */
export function HostSheet(props: HostSheetProps): ReactNode {
  const { host, shares, language, loadLanguages, onClose, zoom, marks, onCorrect, notice } = props;
  const say = useMessages();
  const [receipt, setReceipt] = useState<DeletionReceipt | undefined>(undefined);
  return (
    <Sheet title={say('hostTitle')} onClose={onClose}>
      <div className={styles.host}>
        {receipt === undefined ? (
          <>
            <MarkedSection marks={marks} onCorrect={onCorrect} />
            {zoom !== undefined && <InviteSection zoom={zoom} />}
            {zoom !== undefined && notice !== undefined && <ChatNoticeSection zoom={zoom} notice={notice} />}
            <ShareSection api={shares} loadLanguages={loadLanguages} zoom={zoom} />
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
