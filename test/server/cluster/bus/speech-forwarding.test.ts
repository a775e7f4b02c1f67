import { describe, expect, it } from 'vitest';
import { SpeechForwarding } from '../../../../server/cluster/bus/speech-forwarding.ts';
import type { Owner } from '../../../../server/cluster/meeting-leases.ts';

const segment = {
  meetingId: 'meeting',
  streamId: 'stream',
  speaker: { id: '1', name: 'Ana' },
  sourceLanguage: 'en',
  text: 'Nobody owns this yet.',
  attribute: 'new',
  startedAt: 0,
  endedAt: 1,
  receivedAt: 1,
} as const;
const other: Owner = { kind: 'other', nodeId: 'another' };

/** Leases and a bus that answer one after the other; the last answer is repeated. */
function stage(owners: readonly (Owner | Error)[], received: readonly boolean[] = [true]) {
  const told: string[] = [];
  const next = <T>(answers: readonly T[], at: number) => answers[Math.min(at, answers.length - 1)] as T;
  let asked = 0;
  const forwarding = new SpeechForwarding({
    held: { has: () => false },
    leases: {
      take: async () => {
        const owner = next(owners, asked);
        asked += 1;
        if (owner instanceof Error) throw owner;
        return owner;
      },
    },
    bus: {
      deliver: async (nodeId) => {
        told.push(nodeId);
        return next(received, told.length - 1);
      },
    },
  });
  return { forwarding, told };
}

describe('speech of a meeting that this node has lost', () => {
  it('goes to its owner', async () => {
    const { forwarding, told } = stage([other]);
    expect(await forwarding.forward({ type: 'segment', segment })).toBe('forwarded');
    expect(told).toEqual(['another']);
  });

  it('waits while nobody owns the meeting, and while Redis is away', async () => {
    const { forwarding, told } = stage([{ kind: 'none' }, new Error('Redis is away'), other]);
    expect(await forwarding.forward({ type: 'segment', segment })).toBe('forwarded');
    expect(told).toEqual(['another']);
  });

  it('is sent again to an owner that has not received it', async () => {
    const { forwarding, told } = stage([other], [false, true]);
    expect(await forwarding.forward({ type: 'segment', segment })).toBe('forwarded');
    expect(told).toEqual(['another', 'another']);
  });

  it('is accepted by this node when it owns the meeting again', async () => {
    const { forwarding, told } = stage([{ kind: 'own' }]);
    expect(await forwarding.forward({ type: 'segment', segment })).toBe('own');
    expect(told).toEqual([]);
  });

  it('is given up when the node ends', async () => {
    const { forwarding } = stage([{ kind: 'none' }]);
    const forwarded = forwarding.forward({ type: 'segment', segment });
    forwarding[Symbol.dispose]();
    await expect(forwarded).rejects.toThrow();
  });
});
