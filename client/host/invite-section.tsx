import { type ReactNode, useState } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { hostWords } from './host-words.ts';

/** Asks everybody in the meeting to open this panel. */
export function InviteSection({ zoom }: { zoom: ZoomClient }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const [news, setNews] = useState<string | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const can = zoom.canInvite();
  const invite = async () => {
    if (asking) return;
    setAsking(true);
    setNews(undefined);
    const outcome = await zoom.inviteEveryone();
    setNews(outcome.kind === 'done' ? words('invited') : say(outcome.sentence));
    setAsking(false);
  };
  return (
    <section className="section" aria-labelledby="invite-title">
      <h3 id="invite-title">{words('inviteTitle')}</h3>
      <p className="hint">{words(can ? 'inviteHint' : 'inviteUnsupported')}</p>
      <button
        type="button"
        className="button"
        disabled={!can}
        aria-disabled={asking}
        onClick={() => void invite()}
      >
        {words('inviteEveryone')}
      </button>
      <p className="news" role="status">
        {asking && words('inviteAsking')}
        {news}
      </p>
    </section>
  );
}
