/** How many pages read by each share link now, on all nodes. */
import type { PanelIo } from '../panel-io.ts';
import { linkRoom } from '../rooms.ts';

export interface ReaderCounts {
  /** In the order of the ids. */
  of(shareIds: readonly string[]): Promise<readonly number[]>;
}

/** @param isClustered other nodes are asked, too; one that does not answer in time is left out */
export function createReaderCounts(io: PanelIo, isClustered: boolean): ReaderCounts {
  const here = (shareIds: readonly string[]) => {
    const { rooms } = io.of('/').adapter;
    return shareIds.map((id) => rooms.get(linkRoom(id))?.size ?? 0);
  };
  if (isClustered) io.on('readers', (shareIds, answer) => answer(here(shareIds)));
  return {
    async of(shareIds) {
      const elsewhere = isClustered && shareIds.length > 0 ? await askOthers(io, shareIds) : [];
      return elsewhere.reduce(
        (sum: readonly number[], counts) => sum.map((count, at) => count + (counts[at] ?? 0)),
        here(shareIds),
      );
    },
  };
}

/** The host waits for it; a node that has just died would take 5 s. */
const PATIENCE_MS = 1_000;

function askOthers(io: PanelIo, shareIds: readonly string[]): Promise<readonly (readonly number[])[]> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => resolve([]), PATIENCE_MS);
    io.serverSideEmit('readers', [...shareIds], (error, counts) => {
      clearTimeout(patience);
      resolve(error === null || error === undefined ? counts : []);
    });
  });
}
