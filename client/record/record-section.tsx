import { type FormEvent, type ReactNode, useCallback, useId, useState } from 'react';
import type { DeletionReceipt, RecordReaders, RecordSettings } from '../../shared/record.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { dateAndTime } from '../i18n/time-text.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { Field } from '../ui/field.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import { Deletion } from './deletion.tsx';
import styles from './record.module.css';
import type { RecordApi } from './record-api.ts';
import { recordWords } from './record-words.ts';
import { deletesNow, durationText, offeredHours } from './retention-choices.ts';

export interface RecordSectionProps {
  readonly record: RecordApi;
  /** The record is gone, and the meeting with it. */
  readonly onDeleted: (receipt: DeletionReceipt) => void;
}

/** What the host decides about the record: how long, for whom, and its end. */
export function RecordSection({ record, onDeleted }: RecordSectionProps): ReactNode {
  const own = usePartWords(recordWords);
  const say = useMessages();
  const [loaded, setSettings] = useLoaded(useCallback(() => record.settings(), [record]));
  return (
    <section className="section" aria-labelledby="host-record">
      <h3 id="host-record">{own('recordTitle')}</h3>
      {loaded.kind === 'loading' && <p className="hint">{say('loading')}</p>}
      {loaded.kind === 'failed' && <LoadFailed retry={loaded.retry}>{own('recordFailed')}</LoadFailed>}
      {loaded.kind === 'loaded' && (
        <Choices record={record} settings={loaded.value} onSaved={setSettings} onDeleted={onDeleted} />
      )}
      <Deletion
        label={own('deleteButton')}
        question={[
          own('deleteQuestion'),
          ...(loaded.kind === 'loaded' && loaded.value.phase === 'live' ? [own('deleteLive')] : []),
        ]}
        onDelete={record.delete}
        onDeleted={onDeleted}
      />
    </section>
  );
}

interface ChoicesProps extends RecordSectionProps {
  readonly settings: RecordSettings;
  readonly onSaved: (settings: RecordSettings) => void;
}

/** The server's own retention, as the value of an option. */
const SERVER = 'server';

function Choices({ record, settings, onSaved, onDeleted }: ChoicesProps): ReactNode {
  const own = usePartWords(recordWords);
  const hintId = useId();
  const [saving, save] = useSaving();
  const before = settings.retentionSetBy === 'host' ? String(settings.retentionHours) : SERVER;
  const [chosen, setChosen] = useState(before);
  const [readers, setReaders] = useState<RecordReaders>(settings.restrictedTo);
  const hours = chosen === SERVER ? null : Number(chosen);
  const isWarned = chosen !== before && deletesNow(settings, hours);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const answer = await record.change({
        ...(chosen === before ? {} : { retentionHours: hours }),
        restrictedTo: readers,
      });
      onSaved(answer.record);
      if (answer.receipt !== undefined) onDeleted(answer.receipt);
    });
  };
  const duration = (value: number) => durationText(value, own.locale);
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={own('keepLabel')}>
        <select
          className="control"
          value={chosen}
          aria-describedby={hintId}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        >
          <option value={SERVER}>
            {settings.serverRetentionHours === 0
              ? own('keepFor', { time: duration(1) })
              : own('keepServer', { time: duration(settings.serverRetentionHours) })}
          </option>
          {offeredHours(settings).map((value) => (
            <option key={value} value={value}>
              {value === 0 ? own('keepNone') : own('keepFor', { time: duration(value) })}
            </option>
          ))}
        </select>
      </Field>
      <p className={isWarned ? styles.warning : 'hint'} id={hintId} role="status">
        {isWarned ? (
          own('keepDeletesNow')
        ) : (
          <Until settings={settings} chosen={hours} isSaved={chosen === before} />
        )}
      </p>
      <fieldset className={styles.readers}>
        <legend>{own('readersLabel')}</legend>
        {(['members', 'hosts'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="record-readers"
              value={value}
              checked={readers === value}
              onChange={() => setReaders(value)}
            />
            {own(value === 'members' ? 'readersMembers' : 'readersHosts')}
          </label>
        ))}
      </fieldset>
      <p className="hint">{own('readersHint')}</p>
      <button type="submit" className="button" aria-disabled={saving.kind === 'saving'}>
        {own('saveRecord')}
      </button>
      <SavingNews saving={saving} />
    </form>
  );
}

interface UntilProps {
  readonly settings: RecordSettings;
  readonly chosen: number | null;
  readonly isSaved: boolean;
}

/** What the choice means. The time is that of the saved one. */
function Until({ settings, chosen, isSaved }: UntilProps): ReactNode {
  const own = usePartWords(recordWords);
  if (chosen === 0) return own('keepNoneHint');
  if (settings.serverRetentionHours === 0) return own('keepMemory');
  return isSaved ? own('keptUntil', { time: dateAndTime(settings.expiresAt, own.locale) }) : null;
}
