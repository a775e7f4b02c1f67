import { type ReactNode, useEffect, useState } from 'react';
import type { RequestErrorCode } from '../../../../shared/panel-protocol.ts';
import type { FeedState } from '../../../captions/feed/feed-state.ts';
import { Sentence, useMessages } from '../../../i18n/messages-context.tsx';
import { nameIn, ownName } from '../../../languages/language-name.ts';
import { useStore } from '../../../lib/use-store.ts';
import type { SessionState } from '../../session/session-machine.ts';
import type { ReaderModel } from '../reader-model.ts';
import { StripNotice } from './strip-notice.tsx';

export interface ReaderNoticesProps {
  readonly reader: ReaderModel;
  readonly session: SessionState;
  /** The language that the person has chosen; `undefined`: none yet. */
  readonly chosen: string | undefined;
  /** The line above the captions shows the state: notices are held back. */
  readonly wait: boolean;
  /** Shown where nothing else is to be told. */
  readonly children: ReactNode;
}

/**
 * At most one notice. In order of priority: a refused language, a meeting that goes on without its reader, a spent
 * budget, on the first visit the browser's own language, and the last minutes for who comes late.
 */
export function ReaderNotices(props: ReaderNoticesProps): ReactNode {
  const { reader, session, chosen, wait, children } = props;
  const budgetSpent = useStore(reader.feed.state, ({ status }) => status?.budgetSpent === true);
  const refusal = useStore(reader.feed.state, (feed) => feed.refusal);
  const shown = useStore(reader.feed.state, ({ room }) => room?.language);
  const hasLeft = useStore(reader.feed.state, ({ left, status }) => left && status?.state !== 'ended');
  const [left, dismissLeft] = useDismissed(hasLeft);
  const [budget, dismissBudget] = useDismissed(budgetSpent);
  const suggestion = chosen === undefined ? reader.suggestion : undefined;
  const isOpen = session.kind === 'open' && !wait;
  const refused = isOpen && refusal !== undefined && shown !== undefined;
  const tellsLeft = isOpen && !refused && left;
  const tellsBudget = isOpen && !refused && !tellsLeft && budget;
  const suggests = isOpen && !refused && !tellsLeft && !tellsBudget;
  return (
    // Always rendered: screen readers do not announce a live region that appears together with its text.
    <div role="status">
      {refused && <Refusal reader={reader} refusal={refusal} shown={shown} />}
      {tellsLeft && <Message message="leftMeeting" onDismiss={dismissLeft} />}
      {tellsBudget && <Message message="budgetSpent" onDismiss={dismissBudget} />}
      {suggests && suggestion !== undefined && <Suggestion reader={reader} language={suggestion} />}
      {suggests && suggestion === undefined && children}
    </div>
  );
}

/** A notice that is dismissed until its cause ends and returns. */
function useDismissed(isThere: boolean): readonly [boolean, () => void] {
  const [dismissed, setDismissed] = useState(false);
  useEffect(() => {
    if (!isThere) setDismissed(false);
  }, [isThere]);
  return [isThere && !dismissed, () => setDismissed(true)];
}

interface RefusalProps {
  readonly reader: ReaderModel;
  readonly refusal: NonNullable<FeedState['refusal']>;
  /** The language that is read instead. */
  readonly shown: string;
}

function Refusal({ reader, refusal: { code, language }, shown }: RefusalProps): ReactNode {
  const say = useMessages();
  const values = { language: nameIn(say.locale, language), shown: nameIn(say.locale, shown) };
  return (
    <StripNotice onDismiss={() => reader.feed.dismissRefusal()}>
      <p>{say(refusalKey(code), values)}</p>
    </StripNotice>
  );
}

interface MessageProps {
  readonly message: 'leftMeeting' | 'budgetSpent';
  readonly onDismiss: () => void;
}

function Message({ message, onDismiss }: MessageProps): ReactNode {
  const say = useMessages();
  return (
    <StripNotice onDismiss={onDismiss}>
      <p>{say(message)}</p>
    </StripNotice>
  );
}

interface SuggestionProps {
  readonly reader: ReaderModel;
  readonly language: string;
}

function Suggestion({ reader, language }: SuggestionProps): ReactNode {
  const name = <bdi lang={language}>{ownName(language)}</bdi>;
  return (
    <StripNotice onDismiss={() => reader.declineSuggestion(language)}>
      <p>
        <Sentence message="readInReason" values={{ language: name }} />
      </p>
      <button type="button" className="button button--quiet" onClick={() => reader.chooseLanguage(language)}>
        <span>
          <Sentence message="readIn" values={{ language: name }} />
        </span>
      </button>
    </StripNotice>
  );
}

function refusalKey(code: RequestErrorCode): 'languageLimit' | 'languageNotServed' | 'watchRefused' {
  switch (code) {
    case 'language-limit':
      return 'languageLimit';
    case 'unknown-language':
    case 'language-not-served':
      return 'languageNotServed';
    default:
      return 'watchRefused';
  }
}
