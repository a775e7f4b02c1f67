import { useCallback, useLayoutEffect, useRef } from 'react';
import type { ListPart } from './use-list-beginning.ts';

/**
 * The button to the newest line. From a part of the past it waits for the newest lines: the end of what is loaded until
 * then is not theirs.
 */
export function useJump({ hasNewer, onReadNewest }: ListPart, jumpToLive: () => void): () => void {
  const isWaiting = useRef(false);
  useLayoutEffect(() => {
    if (hasNewer || !isWaiting.current) return;
    isWaiting.current = false;
    jumpToLive();
  }, [hasNewer, jumpToLive]);
  return useCallback(() => {
    if (!hasNewer) return jumpToLive();
    isWaiting.current = true;
    // They did not come: what is loaded later by scrolling is no jump.
    const stop = () => {
      isWaiting.current = false;
    };
    void onReadNewest().finally(() => requestAnimationFrame(stop));
  }, [hasNewer, onReadNewest, jumpToLive]);
}
