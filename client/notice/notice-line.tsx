import { type ReactNode, useId, useState } from 'react';
import type { Notice } from '../../shared/reports/notice.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { ChevronDownIcon } from '../ui/icons.tsx';
import styles from './notice-line.module.css';
import { askedSentence, chainEntry, deletedSentence, keptSentence, madeSentence } from './notice-text.ts';
import { noticeWords } from './notice-words.ts';

export interface NoticeLineProps {
  readonly notice: Notice;
  /** Nothing more is said in this meeting. */
  readonly isOver: boolean;
}

/** The head of the captions: who makes them, where the text goes, how long it stays. More when it is pressed. */
export function NoticeLine({ notice, isOver }: NoticeLineProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(noticeWords);
  const detailsId = useId();
  const [isOpen, setOpen] = useState(false);
  const around = { say, words };
  return (
    <div className={styles.notice} role="note" aria-label={words('noticeLabel')}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span>
          {madeSentence(notice, isOver, around)} {keptSentence(notice, isOver, around)}
        </span>
        <ChevronDownIcon size={12} />
      </button>
      {isOpen && (
        <div className={styles.details} id={detailsId}>
          <p>{words('howMade')}</p>
          {notice.engines.length > 0 && (
            <>
              <p>{words('chainTitle')}:</p>
              <ol className={styles.chain}>
                {notice.engines.map((engine) => (
                  <li key={engine.engine}>
                    <bdi>{chainEntry(engine, around)}</bdi>
                  </li>
                ))}
              </ol>
              <p>{askedSentence(notice, around)}</p>
            </>
          )}
          <p>{deletedSentence(notice, isOver, around)}</p>
          {notice.textFile === true && <p>{words('textFile')}</p>}
        </div>
      )}
    </div>
  );
}
