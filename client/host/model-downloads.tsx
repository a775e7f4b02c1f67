import type { ReactNode } from 'react';
import type { ModelDownload } from '../../shared/meter.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { nameIn } from '../languages/language-name.ts';
import styles from './host.module.css';
import { hostWords } from './host-words.ts';

/** Translation models on their way to the server. Meanwhile other engines translate. */
export function ModelDownloads({ models }: { models: readonly ModelDownload[] }): ReactNode {
  return models.map((model) => <Download key={`${model.from}-${model.to}`} model={model} />);
}

function Download({ model }: { model: ModelDownload }): ReactNode {
  const say = useMessages();
  const words = usePartWords(hostWords);
  const language = nameIn(say.locale, model.language);
  if (model.state === 'failed') return <p className="hint">{words('modelFailed', { language })}</p>;
  const megabytes = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 0 });
  const text = words('modelOnItsWay', {
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
      <p className="hint" aria-hidden="true">
        {text}
      </p>
    </>
  );
}
