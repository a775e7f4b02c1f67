import type { ReactNode } from 'react';
import { usePartWords } from '../../../i18n/part-words.ts';
import { homeWords } from '../home-words.ts';
import styles from './first-steps.module.css';

/** What to do first, in three steps. */
export function FirstSteps(): ReactNode {
  const say = usePartWords(homeWords);
  return (
    <section className={styles.steps} aria-labelledby="first-steps">
      <h2 id="first-steps" className={styles.title}>
        {say('stepsTitle')}
      </h2>
      <ol className={styles.list}>
        <li>
          <strong>{say('stepAdd')}</strong>
          <p>{say('stepAddHow')}</p>
        </li>
        <li>
          <strong>{say('stepOpen')}</strong>
          <p>{say('stepOpenHow')}</p>
        </li>
        <li>
          <strong>{say('stepReturn')}</strong>
          <p>{say('stepReturnHow')}</p>
        </li>
      </ol>
    </section>
  );
}
