import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages-context.tsx';
import { RefusalWords } from './refusal-words.tsx';
import type { Saving } from './use-saving.ts';

/** Told to screen readers too, and always there, because a region that appears with its words is not read out. */
export function SavingNews({ saving }: { saving: Saving }): ReactNode {
  const say = useMessages();
  return (
    <p className="news" role="status">
      {saving.kind === 'saved' && say('saved')}
      {saving.kind === 'saving' && say('controlWorking')}
      {saving.kind === 'failed' && <RefusalWords {...saving} />}
    </p>
  );
}
