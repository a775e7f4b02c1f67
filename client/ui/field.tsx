import type { ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** In a row of its own. */
  readonly wide?: boolean;
  /** The one `input` or `textarea` that the label belongs to. */
  readonly children: ReactNode;
}

/** A label above its field. */
export function Field({ label, wide = false, children }: FieldProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className={wide ? `${styles.field} ${styles.wide}` : styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}
