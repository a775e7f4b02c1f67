/** Which rooms of a meeting the sockets of which node are in: what is read, as the union over all nodes. */
import type { RedisClient } from './redis/redis-client.ts';

/** A node that does not repeat its rooms for this long has no readers (any more). */
const ROOMS_MS = 8_000;
const REPEAT_EVERY_MS = 2_500;

export interface ReadRoomsOptions {
  readonly redis: RedisClient;
  /** Before every key. */
  readonly prefix: string;
  readonly nodeId: string;
}

export class ReadRooms implements Disposable {
  readonly #options: ReadRoomsOptions;
  /** By meeting: rooms with sockets on this node. */
  readonly #own = new Map<string, Set<string>>();
  /** By meeting: rooms with sockets on other nodes, as last heard; of meetings that this node serves. */
  readonly #others = new Map<string, ReadonlySet<string>>();
  readonly #repetition: NodeJS.Timeout;

  constructor(options: ReadRoomsOptions) {
    this.#options = options;
    this.#repetition = setInterval(() => this.#repeat(), REPEAT_EVERY_MS);
  }

  /** A room got its first socket on this node. */
  opened(meetingId: string, room: string): void {
    const rooms = this.#own.get(meetingId) ?? new Set();
    this.#own.set(meetingId, rooms.add(room));
  }

  /** A room lost its last socket on this node. */
  closed(meetingId: string, room: string): void {
    const rooms = this.#own.get(meetingId);
    rooms?.delete(room);
    if (rooms?.size === 0) this.#own.delete(meetingId);
    const { redis, nodeId } = this.#options;
    // Otherwise it ends by itself.
    redis.zRem(this.#key(meetingId), member(nodeId, room)).catch(() => undefined);
  }

  own(meetingId: string): ReadonlySet<string> {
    return this.#own.get(meetingId) ?? nothing;
  }

  /** On another node, as last heard. */
  isRead(meetingId: string, room: string): boolean {
    return this.#others.get(meetingId)?.has(room) === true;
  }

  /** Tells Redis of this node's rooms. @returns the rooms of other nodes. @throws when Redis is away. */
  async exchange(meetingId: string): Promise<ReadonlySet<string>> {
    const { redis, nodeId } = this.#options;
    const own = [...this.own(meetingId)].map((room) => member(nodeId, room));
    const answer = await redis.exchangeRooms([this.#key(meetingId)], [String(ROOMS_MS), ...own]);
    const members = Array.isArray(answer) ? answer.map(String) : [];
    const others = members.flatMap((each) => {
      const [node, room] = each.split(' ');
      return node === undefined || room === undefined || node === nodeId ? [] : [room];
    });
    return new Set(others);
  }

  /** What other nodes read now of a meeting that this node serves, and what they do not read any more. */
  async follow(
    meetingId: string,
  ): Promise<{ readonly read: readonly string[]; readonly ended: readonly string[] }> {
    const others = await this.exchange(meetingId);
    const before = this.#others.get(meetingId) ?? nothing;
    this.#others.set(meetingId, others);
    return {
      read: [...others],
      ended: [...before].filter((room) => !others.has(room)),
    };
  }

  /** This node does not serve the meeting any more. */
  unfollow(meetingId: string): void {
    this.#others.delete(meetingId);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#repetition);
  }

  #repeat(): void {
    // Reported by the connection, once per outage.
    for (const meetingId of this.#own.keys()) this.exchange(meetingId).catch(() => undefined);
  }

  #key(meetingId: string): string {
    return `${this.#options.prefix}rooms:${meetingId}`;
  }
}

const nothing: ReadonlySet<string> = new Set();

function member(nodeId: string, room: string): string {
  return `${nodeId} ${room}`;
}
