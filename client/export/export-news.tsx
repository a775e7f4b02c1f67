import { type ReactNode, useId } from 'react';
import { ApiError } from '../api/api-client.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { useStore } from '../lib/use-store.ts';
import { EnglishWords } from '../ui/refusal-words.tsx';
import styles from './export.module.css';
import type { ExportJob, ExportState } from './export-job.ts';
import { exportWords } from './export-words.ts';

export interface ExportNewsProps {
  readonly job: ExportJob;
  /** The page's own browser saves the file. */
  readonly byBrowser: boolean;
}

/** How far the file is, and what became of it. */
export function ExportNews({ job, byBrowser }: ExportNewsProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(exportWords);
  const state = useStore(job.state);
  const id = useId();
  return (
    <>
      {/* Always rendered: screen readers do not announce a live region that appears together with its text. */}
      <p className={styles.news} role="status" id={id} data-kind={state.kind}>
        <Sentence state={state} byBrowser={byBrowser} />
      </p>
      {state.kind === 'preparing' && (
        <div className={styles.work}>
          <progress
            aria-labelledby={id}
            {...(state.total === 0 ? {} : { max: state.total, value: state.translated })}
          />
          <button type="button" className="button" onClick={() => job.cancel()}>
            {say('cancel')}
          </button>
        </div>
      )}
      {state.kind === 'ready' && !byBrowser && (
        <input
          className="control"
          aria-label={words('opened')}
          readOnly
          value={state.url}
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      {state.kind === 'ready' && state.untranslated > 0 && (
        <p className="hint" role="alert">
          {words('untranslated', { count: state.untranslated })}
        </p>
      )}
    </>
  );
}

function Sentence({ state, byBrowser }: { state: ExportState; byBrowser: boolean }): ReactNode {
  const words = usePartWords(exportWords);
  switch (state.kind) {
    case 'idle':
      return null;
    case 'preparing':
      if (state.total === 0) return words('preparing');
      return words('progress', { translated: state.translated, total: state.total });
    case 'ready':
      return words(byBrowser ? 'saved' : 'opened');
    case 'failed':
      return <Failure error={state.error} />;
  }
}

function Failure({ error }: { error: unknown }): ReactNode {
  const words = usePartWords(exportWords);
  if (!(error instanceof ApiError)) return words('failed');
  switch (error.code) {
    case 'too-many-requests':
    case 'too-many-files':
      return words('tooMany');
    case 'language-limit':
      return words('languageFull');
    case 'language-not-read':
      return words('languageUnread');
    default:
      // What a server error says adds nothing.
      return error.status >= 500 || error.message === '' ? (
        words('failed')
      ) : (
        <EnglishWords>{error.message}</EnglishWords>
      );
  }
}
