import { type FormEvent, type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import type { Meter } from '../../shared/meter.ts';
import { engineName } from '../i18n/engine-name.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { nameIn } from '../languages/language-name.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { Field } from '../ui/field.tsx';
import { LoadFailed } from '../ui/load-failed.tsx';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import styles from './host.module.css';
import type { HostApi } from './host-api.ts';
import { hostWords } from './host-words.ts';
import { ModelDownloads } from './model-downloads.tsx';

/** Time between refreshes: the server writes its meters no more often. */
const REFRESH_MS = 5_000;

/** What translating this meeting has cost, and the cap on it. */
export function CostSection({ host }: { host: HostApi }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const [loaded, setMeter] = useLoaded(useCallback(() => host.meter(), [host]));
  const isLoaded = loaded.kind === 'loaded';
  useEffect(() => {
    if (!isLoaded) return;
    let wanted = true;
    const refresh = async () => {
      // After a failure the next refresh follows; the last values stay.
      const meter = await host.meter().catch(() => undefined);
      if (wanted && meter !== undefined) setMeter(meter);
    };
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [host, isLoaded, setMeter]);
  return (
    <section className="section" aria-labelledby="host-cost">
      <h3 id="host-cost">{words('costTitle')}</h3>
      {loaded.kind === 'loading' && <p className="hint">{say('loading')}</p>}
      {loaded.kind === 'failed' && <LoadFailed retry={loaded.retry}>{words('costFailed')}</LoadFailed>}
      {loaded.kind === 'loaded' && (
        <>
          <ModelDownloads models={loaded.value.models ?? []} />
          <Rows meter={loaded.value} />
          <Spent meter={loaded.value} />
          <Cap host={host} meter={loaded.value} onSaved={setMeter} />
        </>
      )}
    </section>
  );
}

function Rows({ meter }: { meter: Meter }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const { number, money } = formats(say.locale);
  if (meter.rows.length === 0) return <p className="hint">{words('costNothing')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words('costLanguage')}</th>
          <th scope="col">{words('costEngine')}</th>
          <th scope="col" className={styles.number}>
            {words('costCharacters')}
          </th>
        </tr>
      </thead>
      <tbody>
        {meter.rows.map(({ language, engine, characters, usd }) => (
          <tr key={`${language} ${engine}`}>
            <td>{nameIn(say.locale, language)}</td>
            <td>{engineName(engine, say)}</td>
            <td className={styles.number}>
              {number.format(characters)}
              {usd !== undefined && <span className={styles.usd}> {money.format(usd)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Metered characters, and the cap. */
function Spent({ meter }: { meter: Meter }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const id = useId();
  const { number, money } = formats(say.locale);
  const { meteredCharacters, estimatedUsd, budget } = meter;
  const used = number.format(meteredCharacters);
  if (budget === undefined) {
    if (meter.rows.length === 0) return null;
    return (
      <p className="hint">
        {estimatedUsd === undefined
          ? words('costMetered', { characters: used })
          : words('costEstimate', { characters: used, usd: money.format(estimatedUsd) })}
      </p>
    );
  }
  const cap = number.format(budget.characters);
  return (
    <>
      <progress
        className={styles.spent}
        max={Math.max(budget.characters, 1)}
        value={meteredCharacters}
        aria-labelledby={id}
      />
      <p className="hint" id={id}>
        {estimatedUsd === undefined || meteredCharacters === 0
          ? words('costOfCap', { used, cap })
          : words('costOfCapUsd', {
              used,
              cap,
              usd: money.format(estimatedUsd),
              // At what a character has cost so far.
              capUsd: money.format((estimatedUsd / meteredCharacters) * budget.characters),
            })}
      </p>
    </>
  );
}

function formats(locale: string): { readonly number: Intl.NumberFormat; readonly money: Intl.NumberFormat } {
  return {
    number: new Intl.NumberFormat(locale),
    money: new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 }),
  };
}

interface CapProps {
  readonly host: HostApi;
  readonly meter: Meter;
  readonly onSaved: (meter: Meter) => void;
}

/** At the highest price, so that the cap is never dearer than it says. */
function usdOf(characters: string, usdPerMillion: number | undefined): string {
  if (characters === '' || usdPerMillion === undefined) return '';
  return String(Math.round(Number(characters) * usdPerMillion) / 1_000_000);
}

function Cap({ host, meter, onSaved }: CapProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const hintId = useId();
  const [saving, save] = useSaving();
  const own = meter.budget?.setBy === 'host' ? String(meter.budget.characters) : '';
  const [text, setText] = useState(own);
  const price = meter.usdPerMillion;
  const [usd, setUsd] = useState(usdOf(own, price));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const characters = text.trim() === '' ? null : Number(text);
    void save(async () => onSaved(await host.setBudget(characters)));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={words('capLabel')}>
        <input
          type="number"
          inputMode="numeric"
          min={0}
          step={1}
          value={text}
          aria-describedby={hintId}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            setUsd(usdOf(value, price));
          }}
        />
      </Field>
      {price !== undefined && (
        <Field label={words('capLabelUsd')}>
          <input
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            value={usd}
            onChange={({ currentTarget: { value } }) => {
              setUsd(value);
              setText(value === '' ? '' : String(Math.floor((Number(value) / price) * 1_000_000)));
            }}
          />
        </Field>
      )}
      <button type="submit" className="button" aria-disabled={saving.kind === 'saving'}>
        {say('save')}
      </button>
      <p className="hint" id={hintId}>
        {meter.budget?.spent === true && <strong>{words('capReached')} </strong>}
        {meter.budget?.setBy === 'server'
          ? words('capOfServer', {
              characters: new Intl.NumberFormat(say.locale).format(meter.budget.characters),
            })
          : words('capHint')}
      </p>
      <SavingNews saving={saving} />
    </form>
  );
}
