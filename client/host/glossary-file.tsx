import { type ReactNode, useRef, useState } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { copyText } from '../lib/copy-text.ts';
import { Field } from '../ui/field.tsx';
import styles from './host.module.css';

export interface GlossaryFileProps {
  readonly isEmpty: boolean;
  readonly onImport: (csv: string) => Promise<boolean>;
  readonly loadCsv: () => Promise<string>;
}

/** From a spreadsheet and back. Zoom's webview saves no files, so the way out is the clipboard, or text to be copied. */
export function GlossaryFile({ isEmpty, onImport, loadCsv }: GlossaryFileProps): ReactNode {
  const say = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [news, setNews] = useState<'copied' | 'failed' | undefined>(undefined);
  const [shown, setShown] = useState<string | undefined>(undefined);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    await onImport(await textOf(file));
    if (input.current !== null) input.current.value = '';
  };
  const copy = async () => {
    try {
      const csv = await loadCsv();
      const isCopied = await copyText(csv);
      setShown(isCopied ? undefined : csv);
      setNews(isCopied ? 'copied' : undefined);
    } catch {
      setNews('failed');
    }
  };
  return (
    <div className={styles.file}>
      <label className={`button button--quiet ${styles.import}`}>
        {say(isEmpty ? 'glossaryImport' : 'glossaryReplace')}
        <input
          ref={input}
          className="unseen"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      </label>
      {!isEmpty && (
        <button type="button" className="button button--quiet" onClick={() => void copy()}>
          {say('glossaryCopy')}
        </button>
      )}
      <p className="news" role="status">
        {news === 'copied' && say('copied')}
        {news === 'failed' && say('notCopied')}
      </p>
      {shown !== undefined && (
        <Field label={say('copyByHand')} wide>
          <textarea readOnly rows={6} value={shown} onFocus={(event) => event.currentTarget.select()} />
        </Field>
      )}
    </div>
  );
}

/** UTF-16 where its mark says so: a spreadsheet's "Unicode text". */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
