import { useEffect, useRef } from 'react';

export interface EarlierLines {
  /** While true, pages are loaded one after another. */
  readonly wanted: boolean;
  /** Lines before this position are not loaded; `undefined`: everything is here. */
  readonly floor: number | undefined;
  readonly loadingOlder: boolean;
  readonly onLoadOlder: () => void;
}

/** Between attempts at a page that cannot be loaded. */
const RETRY_MS = 1_500;

/** Loads earlier lines without scrolling. */
export function useEarlierLines({ wanted, floor, loadingOlder, onLoadOlder }: EarlierLines): void {
  const asked = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (!wanted || floor === undefined || loadingOlder) return;
    // A page that failed is asked for again, but not at once.
    if (asked.current !== floor) onLoadOlder();
    asked.current = floor;
    const timer = setInterval(onLoadOlder, RETRY_MS);
    return () => clearInterval(timer);
  }, [wanted, floor, loadingOlder, onLoadOlder]);
}
