import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly retry: () => void };

/** A value of the server that is loaded when the component appears, and the setter for later versions. */
export function useLoaded<T>(load: () => Promise<T>): readonly [Loaded<T>, (value: T) => void] {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Loaded<T>>({ kind: 'loading' });
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again
  useEffect(() => {
    let wanted = true;
    setState({ kind: 'loading' });
    load().then(
      (value) => wanted && setState({ kind: 'loaded', value }),
      () => wanted && setState({ kind: 'failed', retry }),
    );
    return () => {
      wanted = false;
    };
  }, [load, retry, attempt]);
  return [state, useCallback((value: T) => setState({ kind: 'loaded', value }), [])];
}
