/** How many pages read by each share link now, on all nodes. */
import { nanoid } from 'nanoid';
import { delay } from '../../lib/delay.ts';
import type { PanelIo } from '../panel-io.ts';
import { linkRoom } from '../rooms.ts';

export interface ReaderCounts {
  /** In the order of the ids. */
  of(shareIds: readonly string[]): Promise<readonly number[]>;
}

/** A host waits for it. Nobody keeps a list of nodes: there may be one that is slower, and is left out. */
const PATIENCE_MS = 300;

/** @param isClustered other nodes are asked, too */
export function createReaderCounts(io: PanelIo, isClustered: boolean): ReaderCounts {
  const here = (shareIds: readonly string[]) => {
    const { rooms } = io.of('/').adapter;
    return shareIds.map((id) => rooms.get(linkRoom(id))?.size ?? 0);
  };
  if (!isClustered) return { of: async (shareIds) => here(shareIds) };
  /** By question: what other nodes have answered. */
  const answers = new Map<string, (readonly number[])[]>();
  io.on('readersWanted', (question, shareIds) => {
    const counts = here(shareIds);
    if (counts.some((count) => count > 0)) io.serverSideEmit('readers', question, counts);
  });
  io.on('readers', (question, counts) => void answers.get(question)?.push(counts));
  return {
    async of(shareIds) {
      if (shareIds.length === 0) return [];
      const question = nanoid();
      const heard: (readonly number[])[] = [];
      answers.set(question, heard);
      io.serverSideEmit('readersWanted', question, [...shareIds]);
      await delay(PATIENCE_MS);
      answers.delete(question);
      return here(shareIds).map((count, at) => heard.reduce((sum, each) => sum + (each[at] ?? 0), count));
    },
  };
}
