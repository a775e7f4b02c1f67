import type { ReactNode } from 'react';
import { Field } from '../ui/field.tsx';
import styles from './share.module.css';

export interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** Its options. */
  readonly children: ReactNode;
}

/** A label above a list to choose from. */
export function SelectField({ label, value, onChoose, children }: SelectFieldProps): ReactNode {
  return (
    <Field label={label} wide>
      <select
        className={styles.select}
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {children}
      </select>
    </Field>
  );
}
