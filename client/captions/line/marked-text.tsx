import { Fragment, type ReactNode } from 'react';
import { textDirection, UNDETERMINED } from '../../../shared/language.ts';
import { findFolded } from '../../../shared/search/folded-text.ts';
import styles from './marked-text.module.css';

/** Text with its own language and direction. */
export function Words({
  language,
  text,
  query,
}: {
  language: string;
  text: string;
  query: string;
}): ReactNode {
  return (
    <span {...(language === UNDETERMINED ? {} : { lang: language })} dir={directionOf(language)}>
      <Marked text={text} query={query} />
    </span>
  );
}

/** The found words, marked. */
export function Marked({ text, query }: { text: string; query: string }): ReactNode {
  let at = 0;
  const parts = findFolded(text, query).map(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <Fragment key={start}>
        {before}
        <mark className={styles.found}>{text.slice(start, end)}</mark>
      </Fragment>
    );
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

export function directionOf(language: string): 'ltr' | 'rtl' | 'auto' {
  return language === UNDETERMINED ? 'auto' : textDirection(language);
}
