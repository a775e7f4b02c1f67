/** Covers server/cluster/bus/node-messages.ts. */
import { describe, expect, it, vi } from 'vitest';
import { NodeBus } from '../../../../server/cluster/bus/node-bus.ts';
import { type NodeMessage, parseNodeMessage } from '../../../../server/cluster/bus/node-messages.ts';
import type { Channels } from '../../../../server/cluster/redis/channels.ts';
import { createLogger } from '../../../../server/logger.ts';

/** Channels within the process, which deliver at once. */
function channelsInProcess() {
  const listeners = new Map<string, Set<(message: Buffer) => void>>();
  const channels = {
    name: (channel: string) => channel,
    publish: async (channel: string, message: string) => {
      const receivers = listeners.get(channel) ?? new Set();
      for (const listener of receivers) listener(Buffer.from(message));
      return receivers.size;
    },
    subscribe: (channel: string, listener: (message: Buffer) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
  };
  return channels as unknown as Channels & typeof channels;
}

function bus(channels: Channels, nodeId: string) {
  const heard: [NodeMessage, string][] = [];
  const made = new NodeBus({ channels, nodeId, logger: createLogger('silent') });
  made.onMessage((message, from) => heard.push([message, from]));
  return { bus: made, heard };
}

describe('a message between nodes', () => {
  it('reaches every other node, or the one it is for', () => {
    const channels = channelsInProcess();
    const [a, b, c] = [bus(channels, 'a'), bus(channels, 'b'), bus(channels, 'c')];
    a.bus.tellAll({ type: 'released', meetingIds: ['m'] });
    void a.bus.tell('c', { type: 'webhooks' });
    expect(a.heard).toEqual([]);
    expect(b.heard).toEqual([[{ type: 'released', meetingIds: ['m'] }, 'a']]);
    expect(c.heard).toHaveLength(2);
  });

  it('that must arrive is repeated while Redis is away', async () => {
    vi.useFakeTimers();
    const channels = channelsInProcess();
    const [a, b] = [bus(channels, 'a'), bus(channels, 'b')];
    const { publish } = channels;
    channels.publish = async () => 0;
    const told = a.bus.tellAllSurely({ type: 'shared', event: { type: 'signed-out', signInId: 's' } });
    await vi.advanceTimersByTimeAsync(30_000);
    channels.publish = publish;
    await vi.advanceTimersByTimeAsync(1_000);
    await told;
    expect(b.heard).toHaveLength(1);
    vi.useRealTimers();
  });

  it('that asks is answered by the node it is for', async () => {
    const channels = channelsInProcess();
    const [a, b] = [bus(channels, 'a'), bus(channels, 'b')];
    b.bus.onMessage((message, from) => {
      if (message.type === 'correct')
        void b.bus.tell(from, { type: 'answer', id: message.id, answer: 'corrected' });
    });
    const request = { meetingId: 'm', lineId: 'l1', correction: { original: 'Hello.' } };
    expect(await a.bus.ask('b', { type: 'correct', request })).toBe('corrected');
  });

  it('without an answer fails after the limit', async () => {
    vi.useFakeTimers();
    const { bus: lonely } = bus(channelsInProcess(), 'a');
    const request = { meetingId: 'm', lineId: 'l1', correction: { original: 'Hello.' } };
    const asked = expect(lonely.ask('nobody', { type: 'correct', request })).rejects.toMatchObject({
      name: 'NodeSilent',
      retryable: true,
    });
    await vi.advanceTimersByTimeAsync(5_000);
    await asked;
    vi.useRealTimers();
  });

  it.each([
    ['no JSON', '{'],
    ['no sender', JSON.stringify({ message: { type: 'webhooks' } })],
    ['an unknown type', JSON.stringify({ from: 'b', message: { type: 'of a later release' } })],
    [
      'speech without a speaker',
      JSON.stringify({ from: 'b', message: { type: 'speech', segment: { text: 'x' } } }),
    ],
  ])('with %s is ignored', (_what, text) => {
    expect(parseNodeMessage(text)).toBeUndefined();
    const channels = channelsInProcess();
    const { heard } = bus(channels, 'a');
    channels.publish('nodes', text);
    expect(heard).toEqual([]);
  });
});
