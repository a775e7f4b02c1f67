import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { parseDisplay } from '../display/display-settings.ts';
import { dictionaryLoaders } from '../i18n/dictionary-loaders.ts';
import { InterfaceLanguage } from '../i18n/interface-language.ts';
import { InterfaceMessages } from '../i18n/interface-messages.tsx';
import { storedPreferences } from '../preferences/preferences-store.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { BrokenScreen } from './broken-screen.tsx';

/** Puts a page on screen, in the interface language this browser had last, or the one nearest to its own. */
export async function mount(page: ReactNode): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id "root"');
  const language = new InterfaceLanguage({ loaders: dictionaryLoaders, browser: navigator.languages });
  const stored = storedPreferences();
  await language.follow(parseDisplay(stored.display).interfaceLanguage, stored.language);
  createRoot(root).render(
    <StrictMode>
      <InterfaceMessages language={language}>
        <ErrorBoundary fallback={<BrokenScreen />}>{page}</ErrorBoundary>
      </InterfaceMessages>
    </StrictMode>,
  );
}
