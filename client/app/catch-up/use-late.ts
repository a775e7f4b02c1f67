import { useCallback, useState } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { cameLate } from '../../reading/last-minutes.ts';

export interface FirstLines {
  readonly lines: readonly Line[];
  readonly floor: number | undefined;
  readonly isLive: boolean;
}

/** Whether this reader came in the middle of a live meeting, by the first lines that they got; and what ends that. */
export function useLate({ lines, floor, isLive }: FirstLines): readonly [boolean, () => void] {
  const [late, setLate] = useState<boolean | undefined>(undefined);
  // Said once: who was here from the beginning does not become late.
  if (late === undefined && lines.length > 0) setLate(isLive && cameLate(lines, floor));
  return [late === true && isLive, useCallback(() => setLate(false), [])];
}
