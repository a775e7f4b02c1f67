import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createReaderCounts } from '../../../../server/relay/links/reader-counts.ts';
import type { PanelIo } from '../../../../server/relay/panel-io.ts';

/** Nodes whose sockets are in these rooms; each hears what another says. */
function nodes(...rooms: readonly Readonly<Record<string, number>>[]): PanelIo[] {
  const emitters = rooms.map(() => new EventEmitter());
  return rooms.map((sizes, at) => {
    const byRoom = new Map(Object.entries(sizes).map(([room, size]) => [room, { size }]));
    return {
      of: () => ({ adapter: { rooms: byRoom } }),
      on: (event: string, listen: (...said: unknown[]) => void) => emitters[at]?.on(event, listen),
      serverSideEmit: (event: string, ...said: unknown[]) =>
        emitters.forEach((emitter, other) => {
          if (other !== at) emitter.emit(event, ...said);
        }),
    } as unknown as PanelIo;
  });
}

describe('the number of readers of share links', () => {
  it('is that of this node where there is one', async () => {
    const [io] = nodes({ 'link a': 3 });
    if (io === undefined) throw new Error('one node');
    expect(await createReaderCounts(io, false).of(['a', 'b'])).toEqual([3, 0]);
  });

  it('is the sum over all nodes, whichever is asked', async () => {
    const all = nodes({ 'link a': 3 }, { 'link a': 1, 'link b': 2 }, {});
    const counts = all.map((io) => createReaderCounts(io, true));
    for (const each of counts) {
      expect(await each.of(['a', 'b'])).toEqual([4, 2]);
      expect(await each.of([])).toEqual([]);
    }
    // Two hosts who ask at once are not answered each other's question.
    const [both, one] = await Promise.all([counts[0]?.of(['a', 'b']), counts[0]?.of(['b'])]);
    expect([both, one]).toEqual([[4, 2], [2]]);
  });
});
