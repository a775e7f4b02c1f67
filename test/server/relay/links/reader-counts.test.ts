import { describe, expect, it } from 'vitest';
import { createReaderCounts } from '../../../../server/relay/links/reader-counts.ts';
import type { PanelIo } from '../../../../server/relay/panel-io.ts';

type Answer = (error: Error | null, counts: number[][]) => void;

/** A node whose sockets are in these rooms, and others that answer so. */
function node(rooms: Readonly<Record<string, number>>, others: (answer: Answer) => void): PanelIo {
  const sizes = new Map(Object.entries(rooms).map(([room, size]) => [room, { size }]));
  return {
    of: () => ({ adapter: { rooms: sizes } }),
    on: () => undefined,
    serverSideEmit: (_event: string, _ids: string[], answer: Answer) => others(answer),
  } as unknown as PanelIo;
}

describe('the number of readers of share links', () => {
  const silent = () => undefined;

  it('is that of this node where there is one, without asking anybody', async () => {
    const counts = createReaderCounts(node({ 'link a': 3 }, silent), false);
    expect(await counts.of(['a', 'b'])).toEqual([3, 0]);
    expect(await counts.of([])).toEqual([]);
  });

  it('is the sum over all nodes', async () => {
    const io = node({ 'link a': 3 }, (answer) =>
      answer(null, [
        [1, 2],
        [0, 4],
      ]),
    );
    expect(await createReaderCounts(io, true).of(['a', 'b'])).toEqual([4, 6]);
  });

  it('is that of this node while the others do not answer', async () => {
    const broken = node({ 'link a': 3 }, (answer) => answer(new Error('timeout'), [[1]]));
    expect(await createReaderCounts(broken, true).of(['a'])).toEqual([3]);
    expect(await createReaderCounts(node({ 'link a': 3 }, silent), true).of(['a'])).toEqual([3]);
  });
});
