import { createContext, Fragment, type ReactNode, useContext } from 'react';
import { en } from './en.ts';
import { createMessages, type MessageKey, type Messages } from './messages.ts';

const MessagesContext = createContext<Messages>(createMessages('en', en));

export const MessagesProvider = MessagesContext.Provider;

/** The words of the interface: `say('jumpToLive', { count: 3 })`. */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}

export interface SentenceProps {
  readonly message: MessageKey;
  readonly values: Readonly<Record<string, ReactNode>>;
}

/** A message whose placeholders are elements, so that a name keeps its own direction. */
export function Sentence({ message, values }: SentenceProps): ReactNode {
  const say = useMessages();
  const parts = say.template(message).split(/\{(\w+)\}/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a template never move
    <Fragment key={index}>{index % 2 === 0 ? part : values[part]}</Fragment>
  ));
}
