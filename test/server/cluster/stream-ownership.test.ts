import { expect, it } from 'vitest';
import type { Owner } from '../../../server/cluster/meeting-leases.ts';
import { StreamOwnership } from '../../../server/cluster/stream-ownership.ts';

/** A node for which `owner` owns every meeting. */
function stage(owner: Owner, { isClosed = false } = {}) {
  const told: unknown[] = [];
  const ownership = new StreamOwnership({
    leases: { take: async () => owner, isClosed },
    bus: {
      tell: async (nodeId, message) => {
        told.push({ nodeId, message });
        return true;
      },
    },
    streams: { find: async () => undefined },
  });
  return { ownership, told };
}

it('acts on an event of a meeting of its own, and tells nobody', async () => {
  const { ownership, told } = stage({ kind: 'own' });
  expect(await ownership.isOurs('meeting', 'stream')).toBe(true);
  expect(told).toEqual([]);
});

it('tells the owner of a meeting which stream an event waits for', async () => {
  const { ownership, told } = stage({ kind: 'other', nodeId: 'node-2' });
  expect(await ownership.isOurs('meeting', 'stream')).toBe(false);
  expect(told).toEqual([{ nodeId: 'node-2', message: { type: 'webhooks', streamId: 'stream' } }]);
});

it('acts on nothing while it stops, also of a meeting that it still holds', async () => {
  const { ownership } = stage({ kind: 'own' }, { isClosed: true });
  expect(await ownership.isOurs('meeting', 'stream')).toBe(false);
});
