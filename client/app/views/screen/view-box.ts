import { useEffect, useState } from 'react';
import { createStore } from '../../../lib/store.ts';
import { useStore } from '../../../lib/use-store.ts';

/** The window, CSS pixels: the sizes of a view are shares of it. */
export interface ViewBox {
  readonly width: number;
  readonly height: number;
}

export function useViewBox(): ViewBox {
  const [box] = useState(() => createStore(currentBox()));
  useEffect(() => {
    const follow = () => box.set(currentBox());
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, [box]);
  return useStore(box);
}

function currentBox(): ViewBox {
  return { width: window.innerWidth, height: window.innerHeight };
}
