import { type ReactNode, useState } from 'react';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { RefusalWords } from './refusal-words.tsx';

/** What a person who saved something is told. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | ({ readonly kind: 'failed' } & Refusal);

/** Runs one change at a time, and says what came of it. `true`: it is saved. */
export function useSaving(): readonly [Saving, (change: () => Promise<void>) => Promise<boolean>] {
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' });
  const save = async (change: () => Promise<void>): Promise<boolean> => {
    setSaving({ kind: 'saving' });
    try {
      await change();
      setSaving({ kind: 'saved' });
      return true;
    } catch (error) {
      setSaving({ kind: 'failed', ...refusalOf(error, 'notSaved') });
      return false;
    }
  };
  return [saving, save];
}

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
