import { type ReactNode, useEffect, useState } from 'react';
import type { RequestErrorCode } from '../../shared/panel-protocol.ts';
import type { FeedState } from '../captions/feed-state.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { Sentence, useMessages } from '../i18n/messages-context.tsx';
import { nameIn, ownName } from '../languages/language-name.ts';
import type { ReaderModel } from './reader-model.ts';
import type { SessionState } from './session-machine.ts';

export interface LanguageNoticesProps {
  readonly reader: ReaderModel;
  readonly feed: FeedState;
  readonly session: SessionState;
  /** The language this person has chosen, if ever. */
  readonly chosen: string | undefined;
}

/** Why another language is shown than the one asked for; or, on the first visit, the browser's own language in one tap. */
export function LanguageNotices({ reader, feed, session, chosen }: LanguageNoticesProps): ReactNode {
  const say = useMessages();
  if (session.kind !== 'open') return null;
  if (feed.refusal !== undefined && feed.room !== undefined) {
    const { code, language } = feed.refusal;
    const values = {
      language: nameIn(say.locale, language),
      shown: nameIn(say.locale, feed.room.language),
    };
    return (
      <Notice onDismiss={() => reader.feed.dismissRefusal()}>
        <p role="status">{say(refusalKey(code), values)}</p>
      </Notice>
    );
  }
  const suggestion = chosen === undefined ? reader.suggestion : undefined;
  if (suggestion === undefined) return null;
  return (
    <Notice onDismiss={() => reader.declineSuggestion(suggestion)}>
      <button
        type="button"
        className="button button--quiet"
        onClick={() => reader.chooseLanguage(suggestion)}
      >
        <span>
          <Sentence
            message="readIn"
            values={{ language: <bdi lang={suggestion}>{ownName(suggestion)}</bdi> }}
          />
        </span>
      </button>
    </Notice>
  );
}

/** Said once, until the cap is raised and reached again. */
export function BudgetNotice({ isSpent }: { isSpent: boolean }): ReactNode {
  const say = useMessages();
  const [dismissed, setDismissed] = useState(false);
  useEffect(() => {
    if (!isSpent) setDismissed(false);
  }, [isSpent]);
  return (
    <div role="status">
      {isSpent && !dismissed && (
        <Notice onDismiss={() => setDismissed(true)}>
          <p>{say('budgetSpent')}</p>
        </Notice>
      )}
    </div>
  );
}

function Notice({ children, onDismiss }: { children: ReactNode; onDismiss: () => void }): ReactNode {
  const say = useMessages();
  return (
    <div className="notice">
      {children}
      <button
        type="button"
        className="icon-button icon-button--small"
        aria-label={say('dismiss')}
        onClick={onDismiss}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="m4 4 8 8M12 4l-8 8" />
        </svg>
      </button>
    </div>
  );
}

function refusalKey(code: RequestErrorCode): MessageKey {
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
