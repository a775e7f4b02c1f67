import { useCallback, useEffect, useState } from 'react';
import type { ServedLanguage } from '../../shared/language.ts';

export type ServedLanguages =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly languages: readonly ServedLanguage[] }
  | { readonly kind: 'failed'; readonly retry: () => void };

/** The list of languages, asked for when the picker opens. */
export function useServedLanguages(load: () => Promise<readonly ServedLanguage[]>): ServedLanguages {
  const [attempt, setAttempt] = useState(0);
  const [served, setServed] = useState<ServedLanguages>({ kind: 'loading' });
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    let wanted = true;
    setServed({ kind: 'loading' });
    load().then(
      (languages) => wanted && setServed({ kind: 'loaded', languages }),
      () => wanted && setServed({ kind: 'failed', retry }),
    );
    return () => {
      wanted = false;
    };
  }, [load, retry, attempt]);
  return served;
}
