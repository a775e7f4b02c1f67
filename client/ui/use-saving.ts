import { useState } from 'react';
import { ApiError } from '../api/api-client.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** What a person who saved something is told. `detail`: the server's own sentence. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly sentence: MessageKey; readonly detail?: string };

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
      const detail = error instanceof ApiError && error.message !== '' ? { detail: error.message } : {};
      setSaving({ kind: 'failed', sentence: 'notSaved', ...detail });
      return false;
    }
  };
  return [saving, save];
}
