import { type FormEvent, type ReactNode, useCallback, useId, useState } from 'react';
import type { ServedLanguage } from '../../shared/language.ts';
import { ORIGINAL } from '../../shared/language.ts';
import { MAX_SHARE_LABEL, type MadeShare, type ShareList } from '../../shared/share.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { dateAndTime } from '../i18n/time-text.ts';
import { LanguageOptions } from '../languages/language-options.tsx';
import { useLoaded } from '../lib/use-loaded.ts';
import { Field } from '../ui/field.tsx';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import styles from './share.module.css';
import type { ShareApi } from './share-api.ts';
import { shareWords } from './share-words.ts';

/** An hour for a talk, a working day, a day, a week, a month. */
const HOURS = [1, 8, 24, 7 * 24, 30 * 24];
const USUAL_HOURS = 8;
const HOUR_MS = 3_600_000;
const WITH_RECORD = 'record';

export interface NewLinkProps {
  readonly api: ShareApi;
  readonly list: ShareList;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  readonly onMade: (made: MadeShare) => Promise<void>;
}

/** Makes a link: for how long, in which language, with or without the right to download. */
export function NewLink({ api, list, loadLanguages, onMade }: NewLinkProps): ReactNode {
  const words = usePartWords(shareWords);
  const hintId = useId();
  const { recordExpiresAt } = list;
  const [hours, setHours] = useState(() =>
    hoursWithin(recordExpiresAt).includes(USUAL_HOURS) ? String(USUAL_HOURS) : WITH_RECORD,
  );
  const [language, setLanguage] = useState('');
  const [label, setLabel] = useState('');
  const [mayExport, setMayExport] = useState(false);
  const [saving, save] = useSaving();
  const isFull = list.shares.length >= list.most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFull || saving.kind === 'saving') return;
    void save(async () => {
      const made = await api.make({
        expiresInHours: hours === WITH_RECORD ? null : Number(hours),
        mayExport,
        ...(language === '' ? {} : { language }),
        ...(label.trim() === '' ? {} : { label: label.trim() }),
      });
      setLabel('');
      await onMade(made);
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={words('newLink')}>
      <Expiry hours={hours} onChoose={setHours} recordExpiresAt={recordExpiresAt} />
      <LinkLanguage language={language} onChoose={setLanguage} loadLanguages={loadLanguages} />
      <Field label={words('linkName')} wide>
        <input
          value={label}
          maxLength={MAX_SHARE_LABEL}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
      </Field>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={mayExport}
          onChange={({ currentTarget }) => setMayExport(currentTarget.checked)}
        />
        <span>{words('mayDownload')}</span>
      </label>
      <button
        type="submit"
        className="button"
        aria-disabled={isFull || saving.kind === 'saving'}
        aria-describedby={isFull ? hintId : undefined}
      >
        {words('makeLink')}
      </button>
      {isFull && (
        <p className="hint" id={hintId}>
          {words('tooManyLinks')}
        </p>
      )}
      {(saving.kind === 'failed' || saving.kind === 'saving') && <SavingNews saving={saving} />}
    </form>
  );
}

interface ExpiryProps {
  readonly hours: string;
  readonly onChoose: (hours: string) => void;
  readonly recordExpiresAt: number | undefined;
}

function Expiry({ hours, onChoose, recordExpiresAt }: ExpiryProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const withRecord =
    recordExpiresAt === undefined
      ? words('untilDeleted')
      : words('untilDeletedAt', { date: dateAndTime(recordExpiresAt, say.locale) });
  return (
    <SelectField label={words('expiresAfter')} value={hours} onChoose={onChoose}>
      {hoursWithin(recordExpiresAt).map((each) => (
        <option key={each} value={String(each)}>
          {lasting(each, say.locale)}
        </option>
      ))}
      <option value={WITH_RECORD}>{withRecord}</option>
    </SelectField>
  );
}

/** A link ends with the record: what would last longer is not offered. */
function hoursWithin(recordExpiresAt = Infinity): readonly number[] {
  return HOURS.filter((hours) => Date.now() + hours * HOUR_MS < recordExpiresAt);
}

/** `8 hours`, `7 days`. */
function lasting(hours: number, locale: string): string {
  const unit = hours < 24 ? ('hour' as const) : ('day' as const);
  const count = hours < 24 ? hours : hours / 24;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** Its options. */
  readonly children: ReactNode;
}

/** A label above a list to choose from. */
function SelectField({ label, value, onChoose, children }: SelectFieldProps): ReactNode {
  return (
    <Field label={label} wide>
      <select
        className="control"
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {children}
      </select>
    </Field>
  );
}

interface LinkLanguageProps {
  readonly language: string;
  readonly onChoose: (language: string) => void;
  readonly loadLanguages: NewLinkProps['loadLanguages'];
}

function LinkLanguage({ language, onChoose, loadLanguages }: LinkLanguageProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const [loaded] = useLoaded(useCallback(() => loadLanguages(), [loadLanguages]));
  const served = loaded.kind === 'loaded' ? loaded.value.map(({ tag }) => tag) : [];
  return (
    <SelectField label={words('linkLanguage')} value={language} onChoose={onChoose}>
      <option value="">{words('readersChoose')}</option>
      <option value={ORIGINAL}>{say('original')}</option>
      <LanguageOptions tags={served} locale={say.locale} />
    </SelectField>
  );
}
