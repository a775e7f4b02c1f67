import type { ReactNode } from 'react';
import { useStore } from '../lib/use-store.ts';
import type { OperatorModel } from './operator-model.ts';
import styles from './operator-page.module.css';
import { ReportView } from './report-view.tsx';
import { TokenForm } from './token-form.tsx';

/** `/admin`. In English, as everything that operators read of this program. */
export function OperatorPage({ model }: { model: OperatorModel }): ReactNode {
  const state = useStore(model.state);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Translated Captions: operator</h1>
        {state.kind === 'open' && (
          <button type="button" className="button" onClick={() => model.lock()}>
            Forget the token
          </button>
        )}
      </header>
      <main>
        {state.kind === 'open' ? (
          <ReportView report={state.report} isStale={state.isStale} />
        ) : (
          <TokenForm
            isOpening={state.kind === 'opening'}
            refusal={state.kind === 'locked' ? state.refusal : undefined}
            onToken={(token) => model.unlock(token)}
          />
        )}
      </main>
    </div>
  );
}
