import type { ReactNode } from 'react';
import { usePartWords } from '../i18n/part-words.ts';
import styles from './mark-badge.module.css';
import { markWords } from './mark-words.ts';

/** How many marked lines await an answer: on the button of the host's sheet, or in words alone, to be announced. */
export function AwaitingMarks({ count, inWords }: { count: number; inWords: boolean }): ReactNode {
  const words = usePartWords(markWords);
  if (inWords) return words('awaiting', { count });
  // Drawn by the style: the button's name has no number in it, its description does.
  return <span className={styles.count} data-count={new Intl.NumberFormat(words.locale).format(count)} />;
}
