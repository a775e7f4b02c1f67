import { type ReactNode, useId } from 'react';
import styles from './settings-fields.module.css';

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** Each value and how it reads. */
  readonly choices: Readonly<Record<Value, ReactNode>>;
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** A choice of few, all visible. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { label, choices, chosen, onChoose } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.segments}>
        {keysOf(choices).map((value) => (
          <label key={value} className={styles.option} data-value={value}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{choices[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** It cannot be switched; the hint says why. */
  readonly disabled?: boolean;
}

export function Switch({ label, hint, on, onChange, disabled = false }: SwitchProps): ReactNode {
  const hintId = useId();
  return (
    <div className={styles.row}>
      <label className={styles.switch}>
        <span className={styles.label}>{label}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          checked={on}
          disabled={disabled}
          {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span className={styles.track} aria-hidden="true" />
      </label>
      {hint !== undefined && (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** `Object.keys` forgets what it knows: here the record has exactly these keys. */
function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
