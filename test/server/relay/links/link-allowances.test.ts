import { describe, expect, it } from 'vitest';
import { LinkAllowances } from '../../../../server/relay/links/link-allowances.ts';
import { MAX_SOCKETS_FROM_ADDRESS } from '../../../../server/relay/links/link-limits.ts';
import type { PanelSocket } from '../../../../server/relay/panel-io.ts';

/** Sockets of one node, which join rooms as the server has them join. */
class Node {
  readonly #rooms = new Map<string, Set<string>>();
  readonly links: LinkAllowances;
  #count = 0;

  constructor(maxSocketsPerMeeting = 10_000) {
    this.links = new LinkAllowances({
      addressKey: (address) => address,
      trustProxy: 0,
      maxSocketsPerMeeting,
      takeCatchUp: async () => true,
      costsMoney: (language) => language === 'de',
    });
  }

  /** One more socket of this link; the code of the refusal, if it is refused. */
  connect(shareId: string, address: string): string {
    this.#count += 1;
    const id = `socket ${this.#count}`;
    const socket = {
      id,
      handshake: { address, headers: {} },
      nsp: { adapter: { rooms: this.#rooms } },
      data: { viewer: { shareId, meetingId: 'm' } },
    } as unknown as PanelSocket;
    try {
      this.links.requireConnect(socket, { shareId });
      this.links.requirePlace(socket, { shareId });
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    }
    for (const room of this.links.roomsOf(socket, { shareId })) {
      const members = this.#rooms.get(room) ?? new Set();
      this.#rooms.set(room, members.add(id));
    }
    return 'connected';
  }

  get roomNames(): string[] {
    return [...this.#rooms.keys()];
  }
}

function counts(outcomes: readonly string[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const outcome of outcomes) sum[outcome] = (sum[outcome] ?? 0) + 1;
  return sum;
}

describe('the readers of one share link', () => {
  it('are a full hall behind one address, and no more; another address and another link have their own', () => {
    const node = new Node();
    const outcomes = Array.from({ length: 1_000 }, () => node.connect('s', '203.0.113.7'));
    expect(counts(outcomes)).toEqual({
      connected: MAX_SOCKETS_FROM_ADDRESS,
      'too-many-connections': 1_000 - MAX_SOCKETS_FROM_ADDRESS,
    });
    expect(node.connect('s', '203.0.113.8')).toBe('connected');
    expect(node.connect('other', '203.0.113.7')).toBe('connected');
  });

  it('take half of a meeting’s sockets together, from however many addresses', () => {
    const node = new Node(100);
    const outcomes = Array.from({ length: 80 }, (_, at) => node.connect('s', `203.0.113.${at}`));
    expect(counts(outcomes)).toEqual({ connected: 50, 'too-many-connections': 30 });
  });

  it('wait when sockets are opened too often from one address', () => {
    const node = new Node(2);
    const outcomes = Array.from({ length: 1_200 }, () => node.connect('s', '203.0.113.7'));
    expect(outcomes[0]).toBe('connected');
    expect(outcomes.at(-1)).toBe('too-many-connections');
    // The burst is spent: also a link with free places is refused to this address.
    expect(node.connect('s', '203.0.113.9')).toBe('too-many-connections');
  });

  it('are counted in rooms whose names show no address', () => {
    const node = new Node();
    node.connect('s', '203.0.113.7');
    expect(node.roomNames).toContain('link s');
    expect(node.roomNames.join()).not.toContain('203.0.113.7');
    expect(new Node().roomNames).toEqual([]);
  });

  it('are asked for only where an engine costs money, and only of links', () => {
    const { links } = new Node();
    expect(links.catchUp({ shareId: 's' }, 'de')).toBeTypeOf('function');
    expect(links.catchUp({ shareId: 's' }, 'es')).toBeUndefined();
    expect(links.catchUp({}, 'de')).toBeUndefined();
  });
});
