import type { ReactNode } from 'react';
import type { DeletedKind, DeletionReceipt } from '../../shared/record.ts';
import { usePartWords } from '../i18n/part-words.ts';
import { dateAndTime } from '../i18n/time-text.ts';
import styles from './record.module.css';
import { recordWords } from './record-words.ts';

/** Rows that a reader knows, the most telling first; the rest is summed up. */
const named = {
  meetings: 'rowsMeetings',
  lines: 'rowsLines',
  translations: 'rowsTranslations',
  segments: 'rowsSegments',
  members: 'rowsMembers',
  glossaries: 'rowsGlossaries',
  shares: 'rowsShares',
  signIns: 'rowsSignIns',
  preferences: 'rowsPreferences',
} as const satisfies Partial<Record<DeletedKind, string>>;

const namedKinds = [
  'meetings',
  'lines',
  'translations',
  'segments',
  'members',
  'glossaries',
  'shares',
  'signIns',
  'preferences',
] as const satisfies readonly (keyof typeof named)[];

/** What was deleted, when, and how much of it. */
export function Receipt({ receipt }: { receipt: DeletionReceipt }): ReactNode {
  const say = usePartWords(recordWords);
  const { rows, files, fileLines } = receipt;
  const time = dateAndTime(receipt.deletedAt, say.locale);
  const found = namedKinds.filter((kind) => (rows[kind] ?? 0) > 0);
  const sum = Object.values(rows).reduce((total, count) => total + count, 0);
  const others = sum - found.reduce((total, kind) => total + (rows[kind] ?? 0), 0);
  return (
    <section className={styles.receipt} aria-labelledby="receipt-title">
      <h3 id="receipt-title">{say('receiptTitle')}</h3>
      <p role="status">{say(receipt.what === 'meeting' ? 'receiptMeeting' : 'receiptPerson', { time })}</p>
      {sum + files === 0 ? (
        <p>{say('receiptNothing')}</p>
      ) : (
        <ul className={styles.rows}>
          {found.map((kind) => (
            <li key={kind}>{say(named[kind], { count: rows[kind] ?? 0 })}</li>
          ))}
          {others > 0 && <li>{say('rowsOther', { count: others })}</li>}
          {fileLines > 0 && <li>{say('fileLines', { count: fileLines })}</li>}
          {files > 0 && <li>{say('files', { count: files })}</li>}
        </ul>
      )}
      {!receipt.isScrubbed && <p className="hint">{say('receiptPending')}</p>}
    </section>
  );
}
