import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { MAX_TERM_CHARACTERS } from '../../shared/glossary.ts';
import { textDirection } from '../../shared/language.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { Field } from '../ui/field.tsx';
import styles from './host.module.css';

export interface NewTermProps {
  readonly language: string;
  readonly languageName: string;
  /** `translation` empty: the term stays as it is. `true`: it is saved. */
  readonly onAdd: (term: string, translation: string) => Promise<boolean>;
}

export function NewTerm({ language, languageName, onAdd }: NewTermProps): ReactNode {
  const say = useMessages();
  const [term, setTerm] = useState('');
  const [translation, setTranslation] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (term.trim() === '' || !(await onAdd(term.trim(), translation.trim()))) return;
    setTerm('');
    setTranslation('');
    first.current?.focus();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={say('glossaryTerm')}>
        <input
          ref={first}
          value={term}
          dir="auto"
          required
          maxLength={MAX_TERM_CHARACTERS}
          onChange={(event) => setTerm(event.currentTarget.value)}
        />
      </Field>
      <Field label={say('glossaryTranslation', { language: languageName })}>
        <input
          value={translation}
          lang={language}
          dir={textDirection(language)}
          maxLength={MAX_TERM_CHARACTERS}
          placeholder={say('glossaryKept')}
          onChange={(event) => setTranslation(event.currentTarget.value)}
        />
      </Field>
      <button type="submit" className="button">
        {say('glossaryAdd')}
      </button>
    </form>
  );
}
