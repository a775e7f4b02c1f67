import { useEffect, useState } from 'react';
import { createStore } from '../../../lib/store.ts';
import { useStore } from '../../../lib/use-store.ts';

/** The height of the window, CSS pixels: the sizes of a view are shares of it. */
export function useViewHeight(): number {
  const [height] = useState(() => createStore(window.innerHeight));
  useEffect(() => {
    const follow = () => height.set(window.innerHeight);
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, [height]);
  return useStore(height);
}
