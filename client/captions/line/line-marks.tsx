import type { ReactNode } from 'react';
import type { Caption } from '../../../shared/caption.ts';
import { textDirection } from '../../../shared/language.ts';
import { Sentence, useMessages } from '../../i18n/messages-context.tsx';
import { OwnMark } from '../../marks/own-mark.tsx';
import styles from './caption-line.module.css';

/** Stands where the text in the reader's language will stand, on its side from the first frame. */
export function Awaited({ name, isPast }: { name: string; isPast: boolean }): ReactNode {
  const say = useMessages();
  return (
    <span dir={textDirection(say.locale)}>
      {isPast ? say('translating') : <Sentence message="speaking" values={{ name: <bdi>{name}</bdi> }} />}
    </span>
  );
}

/** In the language of the interface, whatever the line is written in. */
export function Marks({ caption }: { caption: Caption }): ReactNode {
  const say = useMessages();
  const dir = textDirection(say.locale);
  return (
    <>
      {caption.origin === 'pending' && (
        <>
          {' '}
          <span className={styles.mark} dir={dir}>
            {say('translating')}
          </span>
        </>
      )}
      {caption.origin === 'untranslated' && (
        <>
          {' '}
          <span className={`${styles.mark} ${styles.markWarning}`} dir={dir}>
            {say('untranslated')}
          </span>
        </>
      )}
      {caption.corrected && (
        <>
          {' '}
          <span className={styles.mark} dir={dir}>
            {say('corrected')}
          </span>
        </>
      )}
      {caption.late === true && (
        <>
          {' '}
          <span className={styles.mark} dir={dir}>
            {say('late')}
          </span>
        </>
      )}
      <OwnMark caption={caption} />
      {caption.state === 'draft' && caption.origin !== 'pending' && (
        <span className={styles.caret}>
          <span className="unseen">{say('draft')}</span>
        </span>
      )}
    </>
  );
}
