import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { GlossaryReading } from '../../shared/glossary.ts';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { copyText } from '../lib/copy-text.ts';
import { Field } from '../ui/field.tsx';
import { RefusalWords } from '../ui/refusal-words.tsx';
import { GlossaryPreview } from './glossary-preview.tsx';
import styles from './host.module.css';
import { hostWords } from './host-words.ts';

export interface GlossaryFileProps {
  /** Terms that a file replaces. */
  readonly present: number;
  readonly read: (file: ArrayBuffer) => Promise<GlossaryReading>;
  /** `true`: it is saved. */
  readonly onImport: (file: ArrayBuffer) => Promise<boolean>;
  readonly loadCsv: () => Promise<string>;
}

interface ChosenFile {
  readonly bytes: ArrayBuffer;
  readonly reading: GlossaryReading;
}

type News = { readonly kind: 'copied' | 'not-copied' } | ({ readonly kind: 'unread' } & Refusal);

/** From a spreadsheet and back. Zoom's webview saves no files, so the way out is the clipboard, or text to be copied. */
export function GlossaryFile({ present, read, onImport, loadCsv }: GlossaryFileProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const input = useRef<HTMLInputElement>(null);
  const [news, setNews] = useState<News | undefined>(undefined);
  const [shown, setShown] = useState<string | undefined>(undefined);
  const [chosen, setChosen] = useState<ChosenFile | undefined>(undefined);
  const isClosed = useRef(false);
  // The preview goes with its buttons: the focus goes back to the one that opened it.
  useLayoutEffect(() => {
    if (chosen !== undefined || !isClosed.current) return;
    isClosed.current = false;
    input.current?.focus();
  }, [chosen]);
  const close = () => {
    isClosed.current = true;
    setChosen(undefined);
  };
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    setChosen(undefined);
    try {
      // The server knows encodings and names of languages.
      const bytes = await file.arrayBuffer();
      setChosen({ bytes, reading: await read(bytes) });
      setNews(undefined);
    } catch (error) {
      setNews({ kind: 'unread', ...refusalOf(error, 'glossaryUnread') });
    }
    // The same file may be chosen again after it was changed.
    if (input.current !== null) input.current.value = '';
  };
  const copy = async () => {
    try {
      const csv = await loadCsv();
      const isCopied = await copyText(csv);
      setShown(isCopied ? undefined : csv);
      setNews(isCopied ? { kind: 'copied' } : undefined);
    } catch {
      setNews({ kind: 'not-copied' });
    }
  };
  return (
    <div className={styles.file}>
      <label className={`button button--quiet ${styles.import}`}>
        {words(present === 0 ? 'glossaryImport' : 'glossaryReplace')}
        <input
          ref={input}
          className="unseen"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      </label>
      {present > 0 && (
        <button type="button" className="button button--quiet" onClick={() => void copy()}>
          {words('glossaryCopy')}
        </button>
      )}
      <p className="news" role="status">
        {news?.kind === 'copied' && say('copied')}
        {news?.kind === 'not-copied' && say('notCopied')}
        {news?.kind === 'unread' && <RefusalWords {...news} />}
      </p>
      {chosen !== undefined && (
        <GlossaryPreview
          reading={chosen.reading}
          present={present}
          onSave={async () => {
            if (await onImport(chosen.bytes)) close();
          }}
          onCancel={close}
        />
      )}
      {shown !== undefined && (
        <Field label={words('copyByHand')} wide>
          <textarea readOnly rows={6} value={shown} onFocus={(event) => event.currentTarget.select()} />
        </Field>
      )}
    </div>
  );
}
