import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { MAX_TERM_CHARACTERS } from '../../shared/glossary.ts';
import { textDirection } from '../../shared/language.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { Field } from '../ui/field.tsx';
import styles from './host.module.css';
import { hostWords } from './host-words.ts';

export interface NewTermProps {
  readonly language: string;
  readonly languageName: string;
  /** `translation` empty: the term stays as it is. `true`: it is saved. */
  readonly onAdd: (term: string, translation: string) => Promise<boolean>;
}

export function NewTerm({ onAdd, ...props }: NewTermProps): ReactNode {
  return <TermForm {...props} term="" translation="" onSave={onAdd} />;
}

export interface EditTermProps extends Omit<NewTermProps, 'onAdd'> {
  readonly term: string;
  readonly translation: string;
  readonly onSave: NewTermProps['onAdd'];
  readonly onCancel: () => void;
}

/** In the place of a term that is being changed. */
export function EditTerm(props: EditTermProps): ReactNode {
  return <TermForm {...props} />;
}

type TermFormProps = Omit<EditTermProps, 'onCancel'> & Partial<Pick<EditTermProps, 'onCancel'>>;

function TermForm({ language, languageName, onSave, onCancel, ...known }: TermFormProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const [term, setTerm] = useState(known.term);
  const [translation, setTranslation] = useState(known.translation);
  const first = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (term.trim() === '' || !(await onSave(term.trim(), translation.trim()))) return;
    if (onCancel !== undefined) return;
    setTerm('');
    setTranslation('');
    first.current?.focus();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={words('glossaryTerm')}>
        <input
          ref={first}
          // biome-ignore lint/a11y/noAutofocus: the pressed button is gone, and its form stands in its place
          autoFocus={onCancel !== undefined}
          value={term}
          dir="auto"
          required
          maxLength={MAX_TERM_CHARACTERS}
          onChange={(event) => setTerm(event.currentTarget.value)}
        />
      </Field>
      <Field label={words('glossaryTranslation', { language: languageName })}>
        <input
          value={translation}
          lang={language}
          dir={textDirection(language)}
          maxLength={MAX_TERM_CHARACTERS}
          placeholder={words('glossaryKept')}
          onChange={(event) => setTranslation(event.currentTarget.value)}
        />
      </Field>
      <button type="submit" className="button">
        {onCancel === undefined ? words('glossaryAdd') : say('save')}
      </button>
      {onCancel !== undefined && (
        <button type="button" className="button button--quiet" onClick={onCancel}>
          {say('cancel')}
        </button>
      )}
    </form>
  );
}
