import { type ReactNode, useState } from 'react';
import type { MessageKey } from '../i18n/messages.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import styles from './host.module.css';

/** Asks everybody in the meeting to open this panel. */
export function InviteSection({ zoom }: { zoom: ZoomClient }): ReactNode {
  const say = useMessages();
  const [news, setNews] = useState<MessageKey | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const can = zoom.canInvite();
  const invite = async () => {
    if (asking) return;
    setAsking(true);
    setNews(undefined);
    const outcome = await zoom.inviteEveryone();
    setNews(outcome.kind === 'done' ? 'invited' : outcome.sentence);
    setAsking(false);
  };
  return (
    <section className={styles.section} aria-labelledby="invite-title">
      <h3 id="invite-title">{say('inviteTitle')}</h3>
      <p className={styles.hint}>{say(can ? 'inviteHint' : 'inviteUnsupported')}</p>
      <button
        type="button"
        className="button"
        disabled={!can}
        aria-disabled={asking}
        onClick={() => void invite()}
      >
        {say('inviteEveryone')}
      </button>
      <p className="news" role="status">
        {asking && say('inviteAsking')}
        {news !== undefined && say(news)}
      </p>
    </section>
  );
}
