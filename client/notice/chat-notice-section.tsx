import { type ReactNode, useState } from 'react';
import type { Notice } from '../../shared/reports/notice.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { copyText } from '../lib/copy-text.ts';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import styles from './chat-notice.module.css';
import { keptSentence, madeSentence } from './notice-text.ts';
import { noticeWords } from './notice-words.ts';

export interface ChatNoticeSectionProps {
  readonly zoom: ZoomClient;
  readonly notice: Notice;
}

type News = 'chatAsking' | 'chatSent' | 'chatNotSent';

/** Puts the notice into the meeting's chat, for people who never open the panel. */
export function ChatNoticeSection({ zoom, notice }: ChatNoticeSectionProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(noticeWords);
  const [news, setNews] = useState<News | undefined>(undefined);
  const [copied, setCopied] = useState<boolean | undefined>(undefined);
  const around = { say, words };
  const text = [
    words('chatOpening'),
    madeSentence(notice, false, around),
    keptSentence(notice, false, around),
  ].join(' ');
  const can = zoom.canChat();
  const send = async () => {
    if (news === 'chatAsking') return;
    setNews('chatAsking');
    setNews((await zoom.sendToChat(text)) ? 'chatSent' : 'chatNotSent');
  };
  return (
    <section className="section" aria-labelledby="chat-notice-title">
      <h3 id="chat-notice-title">{words('chatTitle')}</h3>
      <p className="hint">{words(can ? 'chatHint' : 'chatUnsupported')}</p>
      <blockquote className={styles.text}>{text}</blockquote>
      {can ? (
        <button
          type="button"
          className="button"
          aria-disabled={news === 'chatAsking'}
          onClick={() => void send()}
        >
          {words('chatSend')}
        </button>
      ) : (
        <button type="button" className="button" onClick={async () => setCopied(await copyText(text))}>
          {say('copy')}
        </button>
      )}
      <p className="news" role="status">
        {news !== undefined && words(news)}
        {copied !== undefined && say(copied ? 'copied' : 'notCopied')}
      </p>
    </section>
  );
}
