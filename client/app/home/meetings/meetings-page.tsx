import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { DeletionReceipt } from '../../../../shared/record.ts';
import { routes } from '../../../../shared/routes.ts';
import { type ApiClient, createApiClient } from '../../../api/api-client.ts';
import { parseDisplay } from '../../../display/display-settings.ts';
import { useTheme } from '../../../display/use-theme.ts';
import { useInterfaceLanguage } from '../../../i18n/interface-messages.tsx';
import { useMessages } from '../../../i18n/messages-context.tsx';
import { usePartWords } from '../../../i18n/part-words.ts';
import { useStore } from '../../../lib/use-store.ts';
import { PreferencesStore } from '../../../preferences/preferences-store.ts';
import { LazyPart } from '../../../ui/lazy-part.tsx';
import { Entrance, MessageScreen } from '../../../ui/message-screen.tsx';
import { DeleteMine, ReceiptPage } from '../../lazy-parts.tsx';
import { homeWords } from '../home-words.ts';
import { SearchResults } from '../search/search-results.tsx';
import { useRecordSearch } from '../search/use-record-search.ts';
import { FirstSteps } from './first-steps.tsx';
import { MeetingList } from './meeting-list.tsx';
import styles from './meetings-page.module.css';
import { useMeetings } from './use-meetings.ts';

/** The meetings that the signed-in person may read, and a search in them; how to begin for everybody else. */
export function MeetingsPage(): ReactNode {
  const page = useMessages();
  const say = usePartWords(homeWords);
  const api = useMemo(() => createApiClient(), []);
  const store = useMemo(() => new PreferencesStore({ api }), [api]);
  const preferences = useStore(store.state);
  const display = useMemo(() => parseDisplay(preferences.display), [preferences.display]);
  useTheme(display);
  useInterfaceLanguage(display.interfaceLanguage, preferences.language);
  const { meetings, reload, loadOlder } = useMeetings(api);
  const isSignedIn = meetings.kind === 'loaded';
  useEffect(() => {
    if (isSignedIn) void store.load();
  }, [store, isSignedIn]);
  const search = useRecordSearch(api, preferences.language);
  const [receipt, setReceipt] = useState<DeletionReceipt | undefined>(undefined);

  if (receipt !== undefined) {
    const done = () => {
      setReceipt(undefined);
      reload();
    };
    return (
      <LazyPart>
        <ReceiptPage receipt={receipt} onDone={done} />
      </LazyPart>
    );
  }
  switch (meetings.kind) {
    case 'loading':
      return (
        <Entrance>
          <MessageScreen tone="working" title={page('appName')} sentence={page('sentenceConnecting')} />
        </Entrance>
      );
    case 'signed-out':
      return (
        <main className={styles.page}>
          <div className={styles.welcome}>
            <h1 className={styles.title}>{page('appName')}</h1>
            <p>{say('homeIntro')}</p>
            <a className="button button--main" href={routes.auth}>
              {page('signIn')}
            </a>
            <FirstSteps />
          </div>
        </main>
      );
    case 'failed':
      return (
        <Entrance>
          <MessageScreen tone="trouble" title={page('appName')} sentence={say('meetingsFailed')}>
            <button type="button" className="button" onClick={reload}>
              {page('tryAgain')}
            </button>
          </MessageScreen>
        </Entrance>
      );
    case 'loaded':
      return (
        <main className={styles.page}>
          <Head api={api} onSignedOut={reload} />
          {meetings.isStale && (
            <p role="status" className={styles.soft}>
              {say('listStale')}
            </p>
          )}
          {meetings.meetings.length === 0 ? (
            <div className={styles.welcome}>
              <h2 className={styles.none}>{say('noMeetingsTitle')}</h2>
              <p>{say('homeIntro')}</p>
              <FirstSteps />
            </div>
          ) : (
            <>
              <SearchResults search={search} />
              {search.typed.trim() === '' && (
                <MeetingList
                  meetings={meetings.meetings}
                  onOlder={meetings.hasOlder ? loadOlder : undefined}
                />
              )}
            </>
          )}
          <LazyPart>
            <DeleteMine api={api} onDeleted={setReceipt} />
          </LazyPart>
        </main>
      );
  }
}

function Head({
  api,
  onSignedOut,
}: {
  readonly api: ApiClient;
  readonly onSignedOut: () => void;
}): ReactNode {
  const say = usePartWords(homeWords);
  const [signOutFailed, setSignOutFailed] = useState(false);
  const signOut = async () => {
    try {
      await api.send('POST', routes.logout);
      onSignedOut();
    } catch {
      setSignOutFailed(true);
    }
  };
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{say('yourMeetings')}</h1>
        <span className={styles.mine}>
          <a className="button button--quiet" href={routes.account}>
            {say('yourAccount')}
          </a>
          <button type="button" className="button button--quiet" onClick={() => void signOut()}>
            {say('signOut')}
          </button>
        </span>
      </header>
      {signOutFailed && <p role="alert">{say('signOutFailed')}</p>}
    </>
  );
}
