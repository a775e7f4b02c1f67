import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Caption } from '../../../shared/caption.ts';
import { textDirection, UNDETERMINED } from '../../../shared/language.ts';
import type { Correction } from '../../../shared/panel-protocol.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import { nameIn } from '../../languages/language-name.ts';
import { Field } from '../../ui/field.tsx';
import { SavingNews, useSaving } from '../../ui/saving.tsx';
import details from './caption-details.module.css';
import styles from './correct-line.module.css';

export interface CorrectLineProps {
  readonly caption: Caption;
  readonly onCorrect: (lineId: string, correction: Correction) => Promise<void>;
  readonly onClose: () => void;
}

/** Form to correct the original, the translation, or both. */
export function CorrectLine({ caption, onCorrect, onClose }: CorrectLineProps): ReactNode {
  const say = useMessages();
  const [saving, save] = useSaving();
  const { original } = caption;
  const [said, setSaid] = useState(original.text);
  const [translated, setTranslated] = useState(caption.text);
  const hasTranslation = caption.language !== original.language || caption.text !== original.text;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // In this order: a corrected original is translated again, except where a person wrote the translation.
    const changes: Correction[] = [];
    if (said.trim() !== original.text) changes.push({ original: said });
    if (hasTranslation && translated.trim() !== caption.text)
      changes.push({ language: caption.language, text: translated });
    const sendAll = async () => {
      for (const change of changes) await onCorrect(caption.id, change);
    };
    if (changes.length === 0 || (await save(sendAll))) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  return (
    <form
      className={styles.correct}
      ref={form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={onKeyDown}
      dir={textDirection(say.locale)}
    >
      <Words
        label={say('correctOriginal', { language: languageName(original.language, say.locale) })}
        language={original.language}
        text={said}
        onChange={setSaid}
      />
      {hasTranslation && (
        <Words
          label={say('correctTranslation', { language: languageName(caption.language, say.locale) })}
          language={caption.language}
          text={translated}
          onChange={setTranslated}
        />
      )}
      <div className={details.buttons}>
        <button type="submit" className="button button--main" aria-disabled={saving.kind === 'saving'}>
          {say('save')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
      <SavingNews saving={saving} />
    </form>
  );
}

interface WordsProps {
  readonly label: string;
  readonly language: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Words({ label, language, text, onChange }: WordsProps): ReactNode {
  const own = language === UNDETERMINED ? { dir: 'auto' } : { lang: language, dir: textDirection(language) };
  return (
    <Field label={label} wide>
      <textarea
        {...own}
        rows={rowsOf(text)}
        maxLength={1_000}
        required
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

/** All of a usual sentence is seen at once; the narrowest panel has room for about this many letters in a row. */
function rowsOf(text: string): number {
  return Math.min(6, Math.max(2, Math.ceil(text.length / 26)));
}

function languageName(tag: string, locale: string): string {
  return tag === UNDETERMINED ? '?' : nameIn(locale, tag);
}
