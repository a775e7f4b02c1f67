import type { ReactNode } from 'react';
import { usePartWords } from '../i18n/part-words.ts';
import styles from './mark-badge.module.css';
import { markWords } from './mark-words.ts';

/** How many marked lines await an answer: on the button of the host's sheet, or in words alone, to be announced. */
export function AwaitingMarks({ count, inWords }: { count: number; inWords: boolean }): ReactNode {
  const words = usePartWords(markWords);
  if (inWords) return words('awaiting', { count });
  return (
    <>
      <span className={styles.count} aria-hidden="true">
        {new Intl.NumberFormat(words.locale).format(count)}
      </span>
      <span className="unseen">{words('awaiting', { count })}</span>
    </>
  );
}
