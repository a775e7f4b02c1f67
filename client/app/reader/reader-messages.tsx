import type { ReactNode } from 'react';
import { routes } from '../../../shared/routes.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useMessages } from '../../i18n/messages-context.tsx';
import type { LinkEnd } from '../../share/closed-link.tsx';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { MessageScreen } from '../../ui/message-screen.tsx';
import { ClosedLink, StreamControls } from '../lazy-parts.tsx';
import type { Refusal } from '../session/session-machine.ts';
import { type ReaderContext, statusOf, streamButtons } from './reader-context.ts';
import { readerWords } from './reader-state.ts';
import { ReasonWords } from './reason-words.tsx';
import styles from './strips/strip.module.css';
import { mayKeepTranscript, Transcript } from './transcript.tsx';

/** A screen without lines: the state, one sentence, and at most one action. */
export function NoLines(props: ReaderContext): ReactNode {
  const say = useMessages();
  const { session } = props;
  const words = readerWords[props.state];
  const screen = (
    <MessageScreen tone={words.tone} title={say(words.title)} sentence={<StateSentence {...props} />}>
      <NextStep {...props} />
    </MessageScreen>
  );
  const end = session.kind === 'refused' ? linkEnds[session.refusal] : undefined;
  if (end === undefined) return screen;
  return (
    <LazyPart failed={screen}>
      <ClosedLink end={end} />
    </LazyPart>
  );
}

/** What has become of the link that a reader came by. */
const linkEnds: Readonly<Partial<Record<Refusal, LinkEnd>>> = {
  'share-revoked': 'revoked',
  'share-expired': 'expired',
  'share-unknown': 'unknown',
  'share-incomplete': 'incomplete',
};

/** The same in one line above the captions. */
export function StateBanner(props: ReaderContext): ReactNode {
  const { state } = props;
  if (state === 'live') return null;
  return (
    <div className={styles.banner} data-strip data-tone={readerWords[state].tone}>
      <p className={styles.sentence}>
        <StateSentence {...props} />
      </p>
      {(state === 'ended' || state === 'sign-in') && <NextStep {...props} />}
    </div>
  );
}

/** The reason, then the sentence of the state. */
function StateSentence(props: ReaderContext): ReactNode {
  const say = useMessages();
  const { session, status } = props;
  const sentence = say(sentenceKey(props));
  // The reason concerns Zoom's stream; without a link to our server it may be outdated.
  const current = props.state !== 'offline' && props.state !== 'crowded' && props.state !== 'live';
  if (session.kind !== 'open' || !current) return sentence;
  const { reason, reasonCode } = statusOf(session, status);
  if (reason === undefined) return sentence;
  return (
    <>
      <ReasonWords reason={reason} reasonCode={reasonCode} /> {sentence}
    </>
  );
}

function sentenceKey(props: ReaderContext): MessageKey {
  const { state, session, status, place } = props;
  if (state === 'waiting' && session.kind === 'open') {
    const { start } = statusOf(session, status);
    if (start === 'yes') return 'sentenceWaitingStart';
    if (start === 'ask-host') return 'sentenceWaitingAsk';
  }
  if (state === 'ended' && place === 'home') return 'sentenceEndedHere';
  if (state === 'ended' && !mayKeepTranscript(session)) return 'sentenceEndedGuest';
  if (state === 'offline' && session.kind !== 'open') return 'sentenceOfflineFirst';
  if (state === 'not-allowed' && place === 'home') return 'sentenceNotAllowedHome';
  return readerWords[state].sentence;
}

function NextStep(props: ReaderContext): ReactNode {
  const { reader, state } = props;
  const say = useMessages();
  switch (state) {
    case 'waiting': {
      const { actions, startLabel } = streamButtons(props);
      if (actions.length === 0) return null;
      return (
        <LazyPart>
          <StreamControls control={reader.control} actions={actions} startLabel={startLabel} />
        </LazyPart>
      );
    }
    case 'ended':
      return <Transcript {...props} />;
    case 'offline':
    case 'zoom-silent':
    case 'not-allowed':
    case 'record-restricted':
      return (
        <button type="button" className="button" onClick={() => reader.session.refresh()}>
          {say('tryAgain')}
        </button>
      );
    case 'sign-in':
      return (
        <a className="button button--main" href={routes.auth}>
          {say('signIn')}
        </a>
      );
    default:
      return null;
  }
}
