import { type ReactNode, useEffect, useRef } from 'react';
import type { GlossaryReading, GlossaryTerm } from '../../shared/glossary.ts';
import { textDirection } from '../../shared/language.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { nameIn } from '../languages/language-name.ts';
import styles from './host.module.css';
import { hostWords } from './host-words.ts';

export interface GlossaryPreviewProps {
  readonly reading: GlossaryReading;
  /** Terms that would be replaced. */
  readonly present: number;
  readonly onSave: () => Promise<void>;
  readonly onCancel: () => void;
}

/** What was understood of a file, before it is saved: columns, the number of terms, the first of them. */
export function GlossaryPreview({ reading, present, onSave, onCancel }: GlossaryPreviewProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const { columns, count, first } = reading;
  // A file was chosen in a dialog of the system: readers of a screen hear what came of it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.preview} aria-labelledby="glossary-preview">
      <h4 id="glossary-preview" ref={heading} tabIndex={-1}>
        {words('glossaryRead', { count })}
      </h4>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words('glossaryColumn')}</th>
            <th scope="col">{words('glossaryTaken')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ heading: written, language }) => (
            <tr key={language ?? ''}>
              <td>
                <bdi>{written}</bdi>
              </td>
              <td>{language === undefined ? words('glossaryTerms') : nameIn(say.locale, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles.terms}>
        {first.map((one) => (
          <li key={one.term} className={styles.read}>
            <FirstTerm term={one} />
          </li>
        ))}
      </ul>
      {count > first.length && (
        <p className="hint">{words('glossaryMore', { count: count - first.length })}</p>
      )}
      {present > 0 && <p className="hint">{words('glossaryReplaces', { count: present })}</p>}
      <div className={styles.file}>
        <button type="button" className="button" onClick={() => void onSave()}>
          {words('glossarySaveFile')}
        </button>
        <button type="button" className="button button--quiet" onClick={onCancel}>
          {say('cancel')}
        </button>
      </div>
    </section>
  );
}

function FirstTerm({ term: { term, translations } }: { term: GlossaryTerm }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const translated = Object.entries(translations);
  return (
    <>
      <bdi className={styles.word}>{term}</bdi>
      {translated.length === 0 && <span className="hint">{words('glossaryKept')}</span>}
      {translated.map(([language, translation]) => (
        <span key={language}>
          <bdi lang={language} dir={textDirection(language)}>
            {translation}
          </bdi>{' '}
          <span className="hint">{nameIn(say.locale, language)}</span>
        </span>
      ))}
    </>
  );
}
