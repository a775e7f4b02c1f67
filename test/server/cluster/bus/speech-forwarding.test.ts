import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SpeechForwarding } from '../../../../server/cluster/bus/speech-forwarding.ts';
import type { Owner } from '../../../../server/cluster/meeting-leases.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** @param owners of the meeting, one for each time it is asked for; an error: Redis is away. */
function stage(owners: (Owner | Error)[], isReached: () => boolean = () => true) {
  const told: string[] = [];
  const forwarding = new SpeechForwarding({
    held: { has: () => false },
    leases: {
      take: async () => {
        const owner = owners.length > 1 ? owners.shift() : owners[0];
        if (owner === undefined || owner instanceof Error) throw owner;
        return owner;
      },
    },
    bus: {
      tell: async (nodeId, message) => {
        if (!isReached()) return false;
        told.push(`${nodeId} ${message.type === 'speech' ? message.segment.text : message.type}`);
        return true;
      },
    },
  });
  const speech = (text: string) => ({
    type: 'segment' as const,
    segment: {
      meetingId: 'm',
      streamId: 's',
      speaker: { id: '1', name: 'Ana' },
      sourceLanguage: 'en',
      text,
      attribute: 'new' as const,
      receivedAt: 0,
    },
  });
  return { forwarding, told, speech };
}

const away = new Error('Redis is away.');

it('speech waits for Redis and for the next owner, and arrives in its order', async () => {
  const { forwarding, told, speech } = stage([away, away, { kind: 'none' }, { kind: 'other', nodeId: 'b' }]);
  const forwarded = Promise.all([forwarding.forward(speech('one')), forwarding.forward(speech('two'))]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await forwarded).toEqual(['forwarded', 'forwarded']);
  expect(told).toEqual(['b one', 'b two']);
});

it('speech is told again to an owner that did not hear it', async () => {
  let tries = 0;
  const { forwarding, told, speech } = stage([{ kind: 'other', nodeId: 'b' }], () => ++tries > 3);
  const forwarded = forwarding.forward(speech('one'));
  await vi.advanceTimersByTimeAsync(5_000);
  await forwarded;
  expect(told).toEqual(['b one']);
});

it('speech is given back when this node has the meeting by then', async () => {
  const { forwarding, speech } = stage([{ kind: 'own' }]);
  expect(await forwarding.forward(speech('one'))).toBe('own');
});

it('speech that nobody takes within a minute is reported', async () => {
  const { forwarding, speech } = stage([{ kind: 'none' }]);
  const forwarded = expect(forwarding.forward(speech('one'))).rejects.toMatchObject({ name: 'NobodyOwns' });
  await vi.advanceTimersByTimeAsync(61_000);
  await forwarded;
});
