import type { ReactNode } from 'react';
import type { Caption } from '../../../shared/caption.ts';
import { textDirection } from '../../../shared/language.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import styles from './beside-text.module.css';
import line from './caption-line.module.css';
import { Marks } from './line-marks.tsx';
import { directionOf, Words } from './marked-text.tsx';

/** What stands in the second column: what was spoken, the line in another language, or nothing of it yet. */
export type Beside = 'original' | 'awaited' | Caption;

export interface BesideTextProps {
  readonly caption: Caption;
  readonly beside: Beside;
  /** Spoken before this page connected. */
  readonly isPast: boolean;
  readonly display: { readonly originalWhileWaiting: boolean };
  /** Folded words to mark; empty: none. */
  readonly query: string;
}

/** The line in the second column, beside the same line in the first. */
export function BesideText({ caption, beside, isPast, display, query }: BesideTextProps): ReactNode {
  const say = useMessages();
  if (beside === 'original') {
    const { language, text } = caption.original;
    return (
      <p className={line.text} data-column="2" dir={directionOf(language)}>
        <Words language={language} text={text} query={query} />
      </p>
    );
  }
  const isAwaited = beside === 'awaited' || (beside.origin === 'pending' && !display.originalWhileWaiting);
  if (isAwaited) {
    return (
      <p className={styles.awaited} data-column="2" dir={textDirection(say.locale)}>
        {isPast ? say('translating') : '…'}
      </p>
    );
  }
  return (
    <p className={line.text} data-column="2" dir={directionOf(beside.language)}>
      <Words language={beside.language} text={beside.text} query={query} />
      <Marks caption={beside} />
    </p>
  );
}
