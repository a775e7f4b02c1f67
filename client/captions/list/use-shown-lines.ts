import { useEffect, useMemo, useRef, useState } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { type FinishedLine, readingLines } from './reading-lines.ts';

/** The lines to draw: all of them, or in reading mode the finished ones. */
export function useShownLines(lines: readonly Line[], readingMode: boolean): readonly Line[] {
  const finished = useRef(new Map<string, FinishedLine>());
  const [now, setNow] = useState(() => Date.now());
  const reading = useMemo(
    () => (readingMode ? readingLines(lines, finished.current, Math.max(now, Date.now())) : undefined),
    [lines, readingMode, now],
  );
  const nextInMs = reading?.nextInMs;
  useEffect(() => {
    if (nextInMs === undefined) return;
    const timer = setTimeout(() => setNow(Date.now()), nextInMs);
    return () => clearTimeout(timer);
  }, [nextInMs]);
  return reading?.lines ?? lines;
}
