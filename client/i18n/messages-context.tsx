import { createContext, Fragment, type ReactNode, useContext } from 'react';
import { english } from './dictionaries.ts';
import { createMessages, type Messages, type TemplateKey, type ValuesOf } from './messages.ts';

const MessagesContext = createContext<Messages>(createMessages('en', english));

export const MessagesProvider = MessagesContext.Provider;

/** The words of the interface: `say('jumpToLive', { count: 3 })`. */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}

export interface SentenceProps<Key extends TemplateKey> {
  readonly message: Key;
  readonly values: ValuesOf<Key, ReactNode>;
}

/** A message whose placeholders are elements, so that a name keeps its own direction. */
export function Sentence<Key extends TemplateKey>({ message, values }: SentenceProps<Key>): ReactNode {
  const say = useMessages();
  const elements: Readonly<Record<string, ReactNode>> = values;
  const parts = say.template(message).split(/\{(\w+)\}/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a template never move
    <Fragment key={index}>{index % 2 === 0 ? part : elements[part]}</Fragment>
  ));
}
