import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ORIGINAL } from '../../shared/language.ts';
import type { Share } from '../../shared/share.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { usePartWords } from '../i18n/part-words.ts';
import { dateAndTime } from '../i18n/time-text.ts';
import { nameIn } from '../languages/language-name.ts';
import { SavingNews, useSaving } from '../ui/saving.tsx';
import { ViewLinks } from '../views/view-links.tsx';
import { viewWords } from '../views/view-words.ts';
import type { ZoomClient } from '../zoom/zoom-client.ts';
import { CopyLink } from './copy-link.tsx';
import styles from './share.module.css';
import type { ShareApi } from './share-api.ts';
import { shareWords } from './share-words.ts';

export interface ShareItemProps {
  readonly api: ShareApi;
  readonly share: Share;
  readonly onShow: (link: string) => void;
  readonly onNews: (news: string) => void;
  readonly onRevoked: () => Promise<void>;
  /** Absent outside Zoom. */
  readonly zoom: ZoomClient | undefined;
}

/** One open link: who reads by it, until when, and its end. */
export function ShareItem({ api, share, onShow, onNews, onRevoked, zoom }: ShareItemProps): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const ofViews = usePartWords(viewWords);
  const link = api.linkOf(share.id);
  const name = share.label ?? words('unnamedLink', { date: dateAndTime(share.createdAt, say.locale) });
  return (
    <li className={styles.link}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles.readers}>{words('readersNow', { count: share.readers })}</p>
      <Facts share={share} />
      {link === undefined ? (
        <p className="hint">{words('addressNotKept')}</p>
      ) : (
        <>
          <div className={styles.buttons}>
            <button type="button" className="button" aria-haspopup="dialog" onClick={() => onShow(link)}>
              {words('showCode')}
            </button>
            <CopyLink link={link} onNews={onNews} />
          </div>
          <details className={styles.views}>
            <summary>{ofViews('viewsTitle')}</summary>
            <ViewLinks fragment={new URL(link).hash} zoom={zoom} />
          </details>
        </>
      )}
      <Closing name={name} onClose={() => api.revoke(share.id)} onClosed={onRevoked} />
    </li>
  );
}

function Facts({ share }: { share: Share }): ReactNode {
  const say = useMessages();
  const words = usePartWords(shareWords);
  const { expiresAt, lastUsedAt, language, mayExport } = share;
  const when = (at: number) => ({ date: dateAndTime(at, say.locale) });
  const languageName =
    language === undefined || language === ORIGINAL ? say('original') : nameIn(say.locale, language);
  return (
    <ul className={styles.facts}>
      <li>{expiresAt === undefined ? words('expiresWithRecord') : words('expires', when(expiresAt))}</li>
      <li>{lastUsedAt === undefined ? words('neverOpened') : words('lastOpened', when(lastUsedAt))}</li>
      {language !== undefined && <li>{words('opensIn', { language: languageName })}</li>}
      {mayExport && <li>{words('downloadAllowed')}</li>}
    </ul>
  );
}

interface ClosingProps {
  readonly name: string;
  readonly onClose: () => Promise<void>;
  readonly onClosed: () => Promise<void>;
}

/** Asks once: readers lose their page at once, and the link does not come back. */
function Closing({ name, onClose, onClosed }: ClosingProps): ReactNode {
  const words = usePartWords(shareWords);
  const [asked, setAsked] = useState<'never' | 'yes' | 'no'>('never');
  const [saving, save] = useSaving();
  const next = useRef<HTMLButtonElement>(null);
  // The pressed button is gone: the focus goes on to the one in its place.
  useEffect(() => {
    if (asked !== 'never') next.current?.focus();
  }, [asked]);
  const close = async () => {
    if (saving.kind !== 'saving' && (await save(onClose))) await onClosed();
  };
  return (
    <div className={styles.buttons}>
      {asked === 'yes' ? (
        <>
          <p className={styles.sure}>{words('closeSure')}</p>
          <button type="button" className="button" ref={next} onClick={() => setAsked('no')}>
            {words('closeNo')}
          </button>
          <button
            type="button"
            className="button"
            aria-disabled={saving.kind === 'saving'}
            onClick={() => void close()}
          >
            {words('closeYes')}
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button button--quiet"
          ref={next}
          aria-label={words('closeNamed', { name })}
          onClick={() => setAsked('yes')}
        >
          {words('closeLink')}
        </button>
      )}
      {saving.kind === 'failed' && <SavingNews saving={saving} />}
    </div>
  );
}
