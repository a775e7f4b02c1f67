import { useEffect } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { type EarlierLines, useEarlierLines } from './use-earlier-lines.ts';

export interface HeldPlace extends Omit<EarlierLines, 'wanted'> {
  readonly lines: readonly Line[];
  /** The line at the top of what is seen; `undefined`: the reader is at the newest one. */
  readonly firstSeen: Line | undefined;
  readonly onDropLeftovers: () => void;
}

/**
 * After a reset, as by another language, the lines in view stay until the new ones reach them. Leftovers above are
 * dropped.
 */
export function useHeldPlace({ lines, firstSeen, onDropLeftovers, ...earlier }: HeldPlace): void {
  const { floor } = earlier;
  const hasLeftovers = isBelow(lines[0], floor);
  const wanted = hasLeftovers && isBelow(firstSeen, floor);
  useEarlierLines({ wanted, ...earlier });
  useEffect(() => {
    if (hasLeftovers && !wanted) onDropLeftovers();
  }, [hasLeftovers, wanted, onDropLeftovers]);
}

function isBelow(line: Line | undefined, floor: number | undefined): boolean {
  return line !== undefined && floor !== undefined && line.position < floor;
}
