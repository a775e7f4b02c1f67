import { type ReactNode, useEffect, useState } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import styles from './settings-fields.module.css';
import settingsSheet from './settings-sheet.module.css';

/** For guests, who have not added the app: the consequence, and a button to add it. */
export function GuestNote({ zoom }: { zoom: ZoomClient }): ReactNode {
  const say = useMessages();
  const [isGuest, setGuest] = useState(false);
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const guest = await zoom.isGuest();
      if (current) setGuest(guest);
    };
    void ask();
    const forget = zoom.onHint(({ kind }) => {
      if (kind === 'context-changed') void ask();
    });
    return () => {
      current = false;
      forget();
    };
  }, [zoom]);
  if (!isGuest) return null;
  return (
    <div className={settingsSheet.guest}>
      <p className={styles.hint}>{say('guestHint')}</p>
      <button type="button" className="button" onClick={() => void zoom.offerApp()}>
        {say('addApp')}
      </button>
    </div>
  );
}
