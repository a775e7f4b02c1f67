import type { ReactNode } from 'react';
import type { ServedLanguage } from '../../shared/language.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import type { ShareApi } from '../share/share-api.ts';
import { ShareSection } from '../share/share-section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { CostSection } from './cost-section.tsx';
import { GlossarySection } from './glossary-section.tsx';
import styles from './host.module.css';
import type { HostApi } from './host-api.ts';
import { InviteSection } from './invite-section.tsx';

export interface HostSheetProps {
  readonly host: HostApi;
  readonly shares: ShareApi;
  /** What this host reads: terms get their translations in it. */
  readonly language: string;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly onClose: () => void;
  /** Absent outside Zoom, where nobody can be invited. */
  readonly zoom: ZoomClient | undefined;
}

/** What only the host sees: who else reads, what it costs, and the words that matter here. */
export function HostSheet({
  host,
  shares,
  language,
  loadLanguages,
  onClose,
  zoom,
}: HostSheetProps): ReactNode {
  const say = useMessages();
  return (
    <Sheet title={say('hostTitle')} onClose={onClose}>
      <div className={styles.host}>
        {zoom !== undefined && <InviteSection zoom={zoom} />}
        <ShareSection api={shares} loadLanguages={loadLanguages} />
        <GlossarySection host={host} language={language} />
        <CostSection host={host} />
      </div>
    </Sheet>
  );
}
