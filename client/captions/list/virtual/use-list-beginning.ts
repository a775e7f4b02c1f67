import { useLayoutEffect, useState } from 'react';
import type { Line } from '../../../../shared/caption.ts';
import type { ReadingPlace } from '../../feed/reading-place.ts';

/** Which lines of a meeting a list shows, and where it begins. */
export interface ListPart {
  /** Newer lines exist and are not loaded: the list is a part of the past. */
  readonly hasNewer: boolean;
  /** Nothing more is said in this meeting. */
  readonly isOver: boolean;
  /** `undefined`: at the newest line. */
  readonly opensAt: ReadingPlace | undefined;
  readonly onLoadNewer: () => void;
  /** Leaves a part of the past for the newest lines; settles when they are there, or do not come. */
  readonly onReadNewest: () => Promise<void>;
  /** The line at the top of what is seen; `undefined` at the newest line. */
  readonly onSee: (lineId: string | undefined) => void;
}

export const newestLines: ListPart = {
  hasNewer: false,
  isOver: false,
  opensAt: undefined,
  onLoadNewer: () => undefined,
  onReadNewest: async () => undefined,
  onSee: () => undefined,
};

/** The part of a virtualiser that scrolls to a line. */
interface Lines {
  scrollToIndex(index: number, options: { align: 'start' | 'center' }): void;
}

/** Scrolls a list that is drawn for the first time to where its reader begins. */
export function useListBeginning(
  part: ListPart,
  lines: readonly Line[],
  list: Lines,
): { readonly startsLive: boolean } {
  const [index] = useState(() => beginningOf(part, lines));
  useLayoutEffect(() => {
    if (index !== undefined) list.scrollToIndex(index, { align: index === 0 ? 'start' : 'center' });
  }, [index, list]);
  return { startsLive: index === undefined };
}

/** The index of the first line to be read; `undefined`: the newest one. */
function beginningOf({ opensAt, isOver, hasNewer }: ListPart, lines: readonly Line[]): number | undefined {
  if (opensAt === undefined) return undefined;
  const otherwise = isOver || hasNewer ? 0 : undefined;
  if (opensAt.kind === 'beginning-when-ended') return otherwise;
  const index = lines.findIndex(({ id }) => id === opensAt.id);
  return index < 0 ? otherwise : index;
}
