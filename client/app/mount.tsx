import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { parseDisplay } from '../display/display-settings.ts';
import { dictionaryLoaders } from '../i18n/dictionaries.ts';
import { InterfaceLanguage } from '../i18n/interface-language.ts';
import { InterfaceMessages } from '../i18n/interface-messages.tsx';
import { useMessages } from '../i18n/messages-context.tsx';
import { storedPreferences } from '../preferences/preferences-store.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Entrance, MessageScreen } from '../ui/message-screen.tsx';

/** Longest wait for the dictionary of the reader's language; after it the page starts in English. */
const WORDS_LIMIT_MS = 700;

/**
 * Renders a page in the interface language that this browser stored, else in the nearest to the browser's own. `broken`: shown
 * instead of the page when rendering throws.
 */
export async function mount(page: ReactNode, broken: ReactNode = <BrokenScreen />): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id "root"');
  const language = new InterfaceLanguage({ loaders: dictionaryLoaders, browser: navigator.languages });
  const stored = storedPreferences();
  const words = language.follow(parseDisplay(stored.display).interfaceLanguage, stored.language);
  await Promise.race([words, new Promise((resolve) => setTimeout(resolve, WORDS_LIMIT_MS))]);
  createRoot(root).render(
    <StrictMode>
      <InterfaceMessages language={language}>
        <ErrorBoundary fallback={broken}>{page}</ErrorBoundary>
      </InterfaceMessages>
    </StrictMode>,
  );
}

function BrokenScreen(): ReactNode {
  const say = useMessages();
  return (
    <Entrance>
      <MessageScreen tone="trouble" title={say('titleBroken')} sentence={say('sentenceBroken')}>
        <button type="button" className="button button--main" onClick={() => location.reload()}>
          {say('reload')}
        </button>
      </MessageScreen>
    </Entrance>
  );
}
