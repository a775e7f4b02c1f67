import { describe, expect, it } from 'vitest';
import type { Context } from '../../server/context.ts';
import { sharedReactions } from '../../server/reactions.ts';

/** Another node asks to close a stream of the meeting `m`, which this one does not capture (yet). */
function stage({ owner, phase = 'open' }: { owner: 'own' | 'other'; phase?: 'open' | 'ended' }) {
  const closed: string[] = [];
  const context = {
    cluster: { leases: { take: async () => ({ kind: owner, nodeId: 'b' }) } },
    storage: { streams: { find: async () => ({ meetingId: 'm', phase }) } },
    streams: { has: () => false, close: async (streamId: string) => void closed.push(streamId) },
  } as unknown as Context;
  return { hear: sharedReactions(context), closed };
}

describe('the request to close a stream', () => {
  const event = { type: 'streams-closed' as const, streamIds: ['s'] };

  it('is followed by the node that has just taken the meeting and not connected the stream', async () => {
    const { hear, closed } = stage({ owner: 'own' });
    await hear(event);
    expect(closed).toEqual(['s']);
  });

  it('is none of a node that does not own the meeting, nor about a stream that has ended', async () => {
    const other = stage({ owner: 'other' });
    await other.hear(event);
    const ended = stage({ owner: 'own', phase: 'ended' });
    await ended.hear(event);
    expect([...other.closed, ...ended.closed]).toEqual([]);
  });
});
