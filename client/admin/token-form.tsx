import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Field } from '../ui/field.tsx';
import type { OperatorState } from './operator-model.ts';
import styles from './operator-page.module.css';

type Refusal = NonNullable<Extract<OperatorState, { kind: 'locked' }>['refusal']>;

export interface TokenFormProps {
  readonly isOpening: boolean;
  readonly refusal: Refusal | undefined;
  readonly onToken: (token: string) => void;
}

export function TokenForm({ isOpening, refusal, onToken }: TokenFormProps): ReactNode {
  const hintId = useId();
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '' && !isOpening) onToken(token.trim());
  };
  return (
    <form className={styles.token} onSubmit={submit}>
      <Field label="METRICS_TOKEN of this server" wide>
        <input
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={token}
          aria-describedby={hintId}
          onChange={({ currentTarget }) => setToken(currentTarget.value)}
        />
      </Field>
      <p className="hint" id={hintId}>
        It stays in this tab and is forgotten when you close it. Nothing that was said in a meeting is shown
        here.
      </p>
      <button type="submit" className="button button--main" aria-disabled={isOpening}>
        Show
      </button>
      <p className={styles.trouble} role="alert">
        {isOpening ? '' : refusal === undefined ? '' : refusals[refusal]}
      </p>
      <p className="news" role="status">
        {isOpening && 'Asking the server…'}
      </p>
    </form>
  );
}

const refusals: Readonly<Record<Refusal, string>> = {
  refused: 'This is not the METRICS_TOKEN of this server. Look into its environment or .env.',
  'too-many': 'Too many wrong tokens came from this address. Wait a minute and try again.',
  unreachable: 'The server does not answer. Look at its log, and at the proxy in front of it.',
  'switched-off': 'METRICS_TOKEN is not set any more on this server: the page is switched off.',
};
