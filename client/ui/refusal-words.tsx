import type { ReactNode } from 'react';
import type { Refusal } from '../api/refusal.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { EnglishWords } from './english-words.tsx';

export function RefusalWords({ sentence, detail }: Refusal): ReactNode {
  const say = useMessages();
  return detail === undefined ? say(sentence) : <EnglishWords>{detail}</EnglishWords>;
}
