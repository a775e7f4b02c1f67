import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { MeetingSummary } from '../../../shared/panel-protocol.ts';
import type { DeletionReceipt } from '../../../shared/record.ts';
import { routes } from '../../../shared/routes.ts';
import { createApiClient } from '../../api/api-client.ts';
import { parseDisplay } from '../../display/display-settings.ts';
import { useTheme } from '../../display/use-theme.ts';
import { useInterfaceLanguage } from '../../i18n/interface-messages.tsx';
import { useMessages } from '../../i18n/messages-context.tsx';
import { dateAndTime } from '../../i18n/time-text.ts';
import { useStore } from '../../lib/use-store.ts';
import { PreferencesStore } from '../../preferences/preferences-store.ts';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { Entrance, MessageScreen } from '../../ui/message-screen.tsx';
import { DeleteMine, ReceiptPage } from '../lazy-parts.tsx';
import { meetingState, readerWords } from '../reader/reader-state.ts';
import { meetingFragment } from './home-place.ts';
import styles from './meeting-list.module.css';
import { useMeetings } from './use-meetings.ts';

/** The meetings that the signed-in person may read; a sign-in link without a session. */
export function MeetingList(): ReactNode {
  const say = useMessages();
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
  const [signOutFailed, setSignOutFailed] = useState(false);
  const [receipt, setReceipt] = useState<DeletionReceipt | undefined>(undefined);

  const signOut = async () => {
    try {
      await api.send('POST', routes.logout);
      reload();
    } catch {
      setSignOutFailed(true);
    }
  };

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
          <MessageScreen tone="working" title={say('appName')} sentence={say('loadingMeetings')} />
        </Entrance>
      );
    case 'signed-out':
      return (
        <Entrance>
          <MessageScreen tone="quiet" title={say('appName')} sentence={say('homeIntro')}>
            <a className="button button--main" href={routes.auth}>
              {say('signIn')}
            </a>
          </MessageScreen>
        </Entrance>
      );
    case 'failed':
      return (
        <Entrance>
          <MessageScreen tone="trouble" title={say('appName')} sentence={say('meetingsFailed')}>
            <button type="button" className="button" onClick={reload}>
              {say('tryAgain')}
            </button>
          </MessageScreen>
        </Entrance>
      );
    case 'loaded':
      return (
        <main className={styles.home}>
          <header className={styles.head}>
            <h1 className={styles.title}>{say('yourMeetings')}</h1>
            <a className="button button--quiet" href={routes.account}>
              {say('yourAccount')}
            </a>
            <button type="button" className="button button--quiet" onClick={() => void signOut()}>
              {say('signOut')}
            </button>
          </header>
          {signOutFailed && <p role="alert">{say('signOutFailed')}</p>}
          {meetings.meetings.length === 0 ? (
            <p className={styles.none}>{say('noMeetings')}</p>
          ) : (
            <ul className={styles.list}>
              {meetings.meetings.map((meeting) => (
                <MeetingItem key={meeting.id} meeting={meeting} />
              ))}
            </ul>
          )}
          {meetings.hasOlder && (
            <button type="button" className={`button ${styles.older}`} onClick={loadOlder}>
              {say('olderMeetings')}
            </button>
          )}
          <LazyPart>
            <DeleteMine api={api} onDeleted={setReceipt} />
          </LazyPart>
        </main>
      );
  }
}

function MeetingItem({ meeting }: { meeting: MeetingSummary }): ReactNode {
  const say = useMessages();
  const words = readerWords[meetingState(meeting.status)];
  return (
    <li>
      <a className={styles.meeting} href={meetingFragment(meeting.id)}>
        <bdi className={styles.topic}>{meeting.topic ?? say('untitledMeeting')}</bdi>
        <time className={styles.time} dateTime={new Date(meeting.startedAt).toISOString()}>
          {dateAndTime(meeting.startedAt, say.locale)}
        </time>
        <span className={styles.state} data-tone={words.tone}>
          <span className="dot" aria-hidden="true" />
          {say(words.label)}
        </span>
      </a>
    </li>
  );
}
