import { type ReactNode, useState } from 'react';
import { type Refusal, refusalOf } from '../api/refusal.ts';
import { useMessages } from '../i18n/messages-context.tsx';
import { RefusalWords } from './refusal-words.tsx';

/** The outcome of saving. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | ({ readonly kind: 'failed' } & Refusal);

/** Runs a change and keeps its outcome. `true`: saved. */
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

/** A live region, always rendered: screen readers do not announce one that appears together with its text. */
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
