import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { MessageScreen } from '../ui/message-screen.tsx';

/** The last words: what is shown when our own code fails. */
export function BrokenScreen(): ReactNode {
  const say = useMessages();
  return (
    <main className="entrance">
      <h1 className="unseen">{say('appName')}</h1>
      <MessageScreen tone="trouble" title={say('titleBroken')} sentence={say('sentenceBroken')}>
        <button type="button" className="button button--main" onClick={() => location.reload()}>
          {say('reload')}
        </button>
      </MessageScreen>
    </main>
  );
}
