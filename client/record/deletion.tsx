import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DeletionReceipt } from '../../shared/record.ts';
import { usePartWords } from '../i18n/part-words.ts';
import styles from './record.module.css';
import { recordWords } from './record-words.ts';

export interface DeletionProps {
  /** On the button that asks. */
  readonly label: string;
  /** What a confirmation deletes, in sentences. */
  readonly question: readonly string[];
  readonly onDelete: () => Promise<DeletionReceipt>;
  readonly onDeleted: (receipt: DeletionReceipt) => void;
}

type Step = 'closed' | 'asking' | 'deleting' | 'failed';

/** A deletion that is asked for twice: by its button, and by an answer to what it deletes. */
export function Deletion({ label, question, onDelete, onDeleted }: DeletionProps): ReactNode {
  const say = usePartWords(recordWords);
  const [step, setStep] = useState<Step>('closed');
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef<HTMLFieldSetElement>(null);
  const isOpen = step !== 'closed';
  const wasOpen = useRef(false);
  // The element that had the focus is gone: it moves to what stands in its place.
  useEffect(() => {
    if (isOpen !== wasOpen.current) (isOpen ? asked : button).current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const confirm = async () => {
    if (step === 'deleting') return;
    setStep('deleting');
    try {
      onDeleted(await onDelete());
    } catch {
      setStep('failed');
    }
  };
  if (step === 'closed') {
    return (
      <button type="button" className="button" ref={button} onClick={() => setStep('asking')}>
        {label}
      </button>
    );
  }
  return (
    <fieldset className={styles.question} aria-label={label} tabIndex={-1} ref={asked}>
      {question.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className={styles.answers}>
        <button type="button" className="button" onClick={() => setStep('closed')}>
          {say('deleteCancel')}
        </button>
        <button
          type="button"
          className={`button ${styles.danger}`}
          aria-disabled={step === 'deleting'}
          onClick={() => void confirm()}
        >
          {say('deleteConfirm')}
        </button>
      </div>
      <p className="news" role="status">
        {step === 'deleting' && say('deleting')}
        {step === 'failed' && say('deleteFailed')}
      </p>
    </fieldset>
  );
}
