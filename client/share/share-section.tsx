import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { ServedLanguage } from '../../shared/language.ts';
import type { ShareList } from '../../shared/share.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { useLoaded } from '../lib/use-loaded.ts';
import { LoadFailed } from '../ui/load-failed.tsx';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { LinkScreen } from './link-screen.tsx';
import { NewLink } from './new-link.tsx';
import styles from './share.module.css';
import type { ShareApi } from './share-api.ts';
import { ShareItem } from './share-item.tsx';
import { shareWords } from './share-words.ts';

/** Readers come and go while the host looks. */
const REFRESH_MS = 3_000;

export interface ShareSectionProps {
  readonly api: ShareApi;
  readonly loadLanguages: () => Promise<readonly ServedLanguage[]>;
  /** Absent outside Zoom. */
  readonly zoom: ZoomClient | undefined;
}

/** Links by which people read this meeting who are not in it. */
export function ShareSection({ api, loadLanguages, zoom }: ShareSectionProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const [loaded, setList] = useLoaded(useCallback(() => api.list(), [api]));
  const [shown, setShown] = useState<string | undefined>(undefined);
  const [news, setNews] = useState('');
  const isLoaded = loaded.kind === 'loaded';
  const refresh = useCallback(
    // After a failure the next refresh follows; the last values stay.
    async () => api.list().then(setList, () => undefined),
    [api, setList],
  );
  useEffect(() => {
    if (!isLoaded) return;
    const timer = setInterval(() => void refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [isLoaded, refresh]);
  return (
    <section className="section" aria-labelledby="host-share">
      <h3 id="host-share">{words('shareTitle')}</h3>
      <p className="hint">{words('shareHint')}</p>
      {loaded.kind === 'loading' && <p className="hint">{say('loading')}</p>}
      {loaded.kind === 'failed' && <LoadFailed retry={loaded.retry}>{words('sharesFailed')}</LoadFailed>}
      {loaded.kind === 'loaded' && (
        <>
          <Links
            api={api}
            list={loaded.value}
            zoom={zoom}
            onShow={setShown}
            onNews={setNews}
            onRevoked={() => {
              setNews(words('linkClosed'));
              return refresh();
            }}
          />
          <NewLink
            api={api}
            list={loaded.value}
            loadLanguages={loadLanguages}
            onMade={async ({ link }) => {
              setNews(words('linkMade'));
              setShown(link);
              await refresh();
            }}
          />
        </>
      )}
      <p className="news" role="status">
        {news}
      </p>
      {shown !== undefined && <LinkScreen link={shown} onClose={() => setShown(undefined)} />}
    </section>
  );
}

interface LinksProps {
  readonly api: ShareApi;
  readonly list: ShareList;
  readonly onShow: (link: string) => void;
  readonly onNews: (news: string) => void;
  readonly onRevoked: () => Promise<void>;
  readonly zoom: ZoomClient | undefined;
}

function Links({ list: { shares }, ...rest }: LinksProps): ReactNode {
  const words = usePartWords(shareWords);
  if (shares.length === 0) return null;
  return (
    <ul className={styles.links} aria-label={words('openLinks')}>
      {shares.map((share) => (
        <ShareItem key={share.id} share={share} {...rest} />
      ))}
    </ul>
  );
}
