import type { ReactNode } from 'react';
import type { Refusal } from '../api/refusal.ts';
import { useMessages } from '../i18n/messages-context.tsx';

export function RefusalWords({ sentence, detail }: Refusal): ReactNode {
  const say = useMessages();
  return detail === undefined ? say(sentence) : <EnglishWords>{detail}</EnglishWords>;
}

/** A sentence of the server without a message in this page, marked as English. */
export function EnglishWords({ children }: { children: string }): ReactNode {
  return (
    <bdi lang="en" dir="ltr">
      {children}
    </bdi>
  );
}
