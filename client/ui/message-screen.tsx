import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import styles from './message-screen.module.css';

export interface MessageScreenProps {
  readonly title: string;
  readonly sentence: ReactNode;
  readonly tone: 'quiet' | 'working' | 'live' | 'trouble';
  readonly children?: ReactNode;
}

/** One state in words, with at most one thing to do about it. */
export function MessageScreen({ title, sentence, tone, children }: MessageScreenProps): ReactNode {
  return (
    <div className={styles.message} data-tone={tone}>
      <div className={styles.mark} aria-hidden="true">
        <span className={`${styles.bar} ${styles.long}`} />
        <span className={`${styles.bar} ${styles.short}`} />
        <span className={`${styles.bar} ${styles.middle}`} />
      </div>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.sentence}>{sentence}</p>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

/** A page that holds nothing but a message; screen readers are told when the message changes. */
export function Entrance({ children }: { children: ReactNode }): ReactNode {
  const say = useMessages();
  return (
    <main className={styles.entrance}>
      <h1 className="unseen">{say('appName')}</h1>
      <div role="status">{children}</div>
    </main>
  );
}
