import { useEffect } from 'react';

/** A fault that repeats must not load the page over and over. */
const LOAD_AGAIN_MS = 10_000;

/** In the place of a view whose drawing failed: nothing, and then the page anew. Nobody stands before a projector to press a button. */
export function LoadAgain(): null {
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), LOAD_AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
