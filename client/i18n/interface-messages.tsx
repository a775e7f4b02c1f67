import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { textDirection } from '../../shared/language.ts';
import { useStore } from '../lib/use-store.ts';
import type { InterfaceLanguage, InterfaceSetting } from './interface-language.ts';
import { MessagesProvider } from './messages-context.tsx';

const InterfaceLanguageContext = createContext<InterfaceLanguage | undefined>(undefined);

export interface InterfaceMessagesProps {
  readonly language: InterfaceLanguage;
  readonly children: ReactNode;
}

/** Provides messages to its children, and sets the page's language, direction and title. */
export function InterfaceMessages({ language, children }: InterfaceMessagesProps): ReactNode {
  const messages = useStore(language.state);
  useEffect(() => {
    document.documentElement.lang = messages.locale;
    document.documentElement.dir = textDirection(messages.locale);
    document.title = messages('appName');
  }, [messages]);
  return (
    <InterfaceLanguageContext value={language}>
      <MessagesProvider value={messages}>{children}</MessagesProvider>
    </InterfaceLanguageContext>
  );
}

/** Follows what a reader chose, and the language of their captions. */
export function useInterfaceLanguage(setting: InterfaceSetting, captions: string | undefined): void {
  const language = useContext(InterfaceLanguageContext);
  useEffect(() => void language?.follow(setting, captions), [language, setting, captions]);
}

/** The interface languages there are. */
export function useOfferedInterfaces(): readonly string[] {
  return useContext(InterfaceLanguageContext)?.offered ?? ['en'];
}
