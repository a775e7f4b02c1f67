import { useMemo } from 'react';
import type { ListPart } from '../../../captions/list/virtual/use-list-beginning.ts';
import { useStore } from '../../../lib/use-store.ts';
import type { ReaderModel } from '../reader-model.ts';

/** Which lines of its meeting a reader shows. */
export function useListPart(reader: ReaderModel): ListPart {
  const hasNewer = useStore(reader.feed.state, ({ ceiling }) => ceiling !== undefined);
  const isOver = useStore(reader.feed.state, ({ status }) => status?.state === 'ended');
  return useMemo(
    () => ({
      hasNewer,
      isOver,
      opensAt: reader.opensAt,
      onLoadNewer: () => void reader.session.loadNewer(),
      onReadNewest: () => reader.session.readNewest(),
      onSee: (lineId) => reader.feed.see(lineId),
    }),
    [reader, hasNewer, isOver],
  );
}
