import type { ReactNode } from 'react';
import type { ModelDownload } from '../../shared/meter.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { nameIn } from '../languages/language-name.ts';
import styles from './host.module.css';

/** Translation models on their way to the server. Meanwhile other engines translate. */
export function ModelDownloads({ models }: { models: readonly ModelDownload[] }): ReactNode {
  return models.map((model) => <Download key={`${model.from}-${model.to}`} model={model} />);
}

function Download({ model }: { model: ModelDownload }): ReactNode {
  const say = useMessages();
  const language = nameIn(say.locale, model.language);
  if (model.state === 'failed') return <p className={styles.hint}>{say('modelFailed', { language })}</p>;
  const megabytes = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 0 });
  const text = say('modelOnItsWay', {
    language,
    received: megabytes.format(model.receivedBytes / 1_000_000),
    total: megabytes.format(model.totalBytes / 1_000_000),
  });
  return (
    <>
      <progress
        className={styles.spent}
        max={Math.max(model.totalBytes, 1)}
        value={model.receivedBytes}
        aria-label={text}
      />
      <p className={styles.hint} aria-hidden="true">
        {text}
      </p>
    </>
  );
}
