import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { textDirection } from '../../shared/language.ts';
import { dictionaryLoaders } from '../i18n/dictionary-loaders.ts';
import { loadMessages } from '../i18n/messages.ts';
import { MessagesProvider } from '../i18n/messages-context.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { BrokenScreen } from './broken-screen.tsx';

/** Puts a page on screen, in the interface language nearest to the browser's. */
export async function mount(page: ReactNode): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id "root"');
  const messages = await loadMessages(navigator.languages, dictionaryLoaders);
  document.documentElement.lang = messages.locale;
  document.documentElement.dir = textDirection(messages.locale);
  createRoot(root).render(
    <StrictMode>
      <MessagesProvider value={messages}>
        <ErrorBoundary fallback={<BrokenScreen />}>{page}</ErrorBoundary>
      </MessagesProvider>
    </StrictMode>,
  );
}
