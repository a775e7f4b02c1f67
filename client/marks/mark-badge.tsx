import type { ReactNode } from 'react';
import { textDirection } from '../../shared/language.ts';
import { usePartWords } from '../i18n/part-words.ts';
import styles from './mark-badge.module.css';
import { markWords } from './mark-words.ts';

/** In the language of the interface, whatever the line is written in. */
export function MarkBadge(): ReactNode {
  const words = usePartWords(markWords);
  return (
    <span className={styles.badge} dir={textDirection(words.locale)}>
      {words('markedWrong')}
    </span>
  );
}
