/** One node among several: takes meetings that nobody owns, gives up those it lost, and hears what others say. */
import type { LanguageLimitReached } from '../captions/languages/active-languages.ts';
import type { LiveMeetings } from '../captions/live-meetings.ts';
import { BOUNDED_READERS } from '../captions/ports/readable-meetings.ts';
import { errorName } from '../lib/errors.ts';
import type { Logger } from '../logger.ts';
import type { NodeBus } from './bus/node-bus.ts';
import type { NodeMessage, SharedEvent } from './bus/node-messages.ts';
import type { HeldMeetings } from './held-meetings.ts';
import type { MeetingLeases } from './meeting-leases.ts';
import type { ReadRooms } from './read-rooms.ts';

/** Together with the lease's end and the handshakes, a killed node's streams are back within ten seconds. */
const LOOK_EVERY_MS = 1_000;
const FOLLOW_EVERY_MS = 2_000;
const WEBHOOKS_EVERY_MS = 2_000;
/** A node acts on its webhooks within a second; what is older was left by a node that is gone. */
const LEFT_WEBHOOK_MS = 5_000;
/** A node leaves some for the others: all look at the same moment. */
const TAKEN_AT_ONCE = 50;
/** A meeting that is neither captured nor in memory is given up after two looks. */
const UNUSED_EVERY_MS = 10_000;

/** Port: the streams of this node. */
interface NodeStreams {
  /** Connects the open streams of a meeting that this node has just taken. */
  resume(meetingId: string): Promise<void>;
  /** Closes the sockets of a meeting's streams without ending them. */
  leave(meetingId: string): Promise<void>;
  isCaptured(meetingId: string): boolean;
}

/** Port: the webhooks of all nodes, in the database. */
interface NodeInbox {
  actOnPending(which: { readonly leftForMs?: number; readonly onlyStreams?: boolean }): Promise<void>;
}

export interface MeetingNodeOptions {
  readonly held: HeldMeetings;
  readonly leases: MeetingLeases;
  readonly rooms: ReadRooms;
  readonly bus: NodeBus;
  readonly live: LiveMeetings;
  readonly streams: NodeStreams;
  /** Meetings with a stream that has not ended, on any node. */
  readonly store: { openMeetings(): Promise<readonly string[]> };
  readonly inbox: NodeInbox;
  /** What an event of another node means on this one. */
  readonly react: (event: SharedEvent) => Promise<void>;
  readonly logger: Logger;
}

export class MeetingNode implements AsyncDisposable {
  readonly #options: MeetingNodeOptions;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #working = new Set<string>();
  #unused: ReadonlySet<string> = new Set();
  #isStopping = false;

  constructor(options: MeetingNodeOptions) {
    this.#options = options;
    options.held.onTaken((meetingId) => this.#background('take a meeting', () => this.#taken(meetingId)));
    options.held.onLost((meetingId) => this.#background('leave a meeting', () => this.#lost(meetingId)));
  }

  async start(): Promise<void> {
    const { bus } = this.#options;
    bus.onMessage((message, from) =>
      this.#background(`message ${message.type}`, () => this.#hear(message, from)),
    );
    this.#every(LOOK_EVERY_MS, 'look for meetings', () => this.#lookForMeetings());
    this.#every(FOLLOW_EVERY_MS, 'follow readers', () => this.#followAll());
    this.#every(WEBHOOKS_EVERY_MS, 'look for webhooks', () =>
      this.#options.inbox.actOnPending({ leftForMs: LEFT_WEBHOOK_MS }),
    );
    this.#every(UNUSED_EVERY_MS, 'release meetings', () => this.#releaseUnused());
    await this.#lookForMeetings();
  }

  /** Tells other nodes of an event that this one has reacted to. */
  share(event: SharedEvent): void {
    this.#options.bus.tellAll({ type: 'shared', event });
  }

  /** Stores and gives up every meeting, each as soon as it can be, so that other nodes go on with it at once. */
  async handOver(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    const { held, leases, bus } = this.#options;
    leases.close();
    await Promise.all(
      held.ids.map(async (meetingId) => {
        await this.#leave(meetingId);
        await leases.release(meetingId);
        bus.tellAll({ type: 'released', meetingIds: [meetingId] });
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.handOver();
  }

  async #lookForMeetings(): Promise<void> {
    const { store, leases } = this.#options;
    const unowned = await leases.unowned(await store.openMeetings());
    await this.#takeSome(unowned);
  }

  async #takeSome(meetingIds: readonly string[]): Promise<void> {
    for (const meetingId of shuffled(meetingIds).slice(0, TAKEN_AT_ONCE)) {
      if (this.#isStopping) return;
      await this.#options.leases.take(meetingId);
    }
  }

  async #taken(meetingId: string): Promise<void> {
    await this.#options.streams.resume(meetingId);
    await this.#follow(meetingId);
    // Readers of this node had their lines from another one until now.
    for (const room of this.#options.rooms.own(meetingId)) await this.#open(meetingId, room);
  }

  async #lost(meetingId: string): Promise<void> {
    this.#options.logger.warn({ meetingId }, 'the meeting goes on at another node');
    await this.#leave(meetingId);
  }

  async #leave(meetingId: string): Promise<void> {
    const { streams, live, rooms } = this.#options;
    rooms.unfollow(meetingId);
    await streams.leave(meetingId);
    await live.forget(meetingId);
  }

  async #followAll(): Promise<void> {
    await Promise.all(this.#options.held.ids.map((meetingId) => this.#follow(meetingId)));
  }

  async #follow(meetingId: string): Promise<void> {
    const { rooms, live, held } = this.#options;
    const { begun, ended } = await rooms.follow(meetingId);
    if (!held.has(meetingId)) return rooms.unfollow(meetingId);
    for (const room of begun)
      await this.#open(meetingId, room).catch((error) => {
        rooms.notServed(meetingId, room);
        throw error;
      });
    for (const room of ended) if (room !== BOUNDED_READERS) live.unwatched(meetingId, room);
  }

  async #open(meetingId: string, room: string): Promise<void> {
    if (room === BOUNDED_READERS) return;
    try {
      await this.#options.live.open(meetingId, room);
    } catch (error) {
      if (!isLimit(error)) throw error;
      this.#options.logger.warn({ meetingId, language: room }, 'too many languages are read in this meeting');
    }
  }

  async #releaseUnused(): Promise<void> {
    const { held, live, streams, leases, rooms } = this.#options;
    const unused = held.ids.filter((meetingId) => !live.has(meetingId) && !streams.isCaptured(meetingId));
    for (const meetingId of unused) {
      if (!this.#unused.has(meetingId)) continue;
      rooms.unfollow(meetingId);
      await leases.release(meetingId);
    }
    this.#unused = new Set(unused);
  }

  async #hear(message: NodeMessage, from: string): Promise<void> {
    const { held, live, inbox, bus, react } = this.#options;
    switch (message.type) {
      case 'shared':
        return react(message.event);
      case 'rooms':
        return held.has(message.meetingId) ? this.#follow(message.meetingId) : undefined;
      case 'webhooks':
        return inbox.actOnPending({ onlyStreams: true });
      case 'released':
        return this.#takeSome(message.meetingIds);
      case 'history': {
        const { meetingId, language, before, until, limit } = message;
        if (held.has(meetingId)) await live.history(meetingId, language, { before, until, limit });
        return;
      }
      case 'speech':
        return live.accept({ type: 'segment', segment: message.segment });
      case 'correct': {
        const { meetingId, lineId, correction } = message.request;
        const answer = held.has(meetingId)
          ? await live.correct(meetingId, lineId, correction).catch(errorName)
          : 'not-mine';
        return bus.tell(from, { type: 'answer', id: message.id, answer });
      }
      case 'answer':
        return;
    }
  }

  #every(milliseconds: number, what: string, work: () => Promise<void>): void {
    this.#timers.push(
      setInterval(() => {
        // One at a time: Redis or the database may be slow.
        if (this.#working.has(what)) return;
        this.#working.add(what);
        this.#background(what, () => work().finally(() => this.#working.delete(what)));
      }, milliseconds),
    );
  }

  #background(what: string, work: () => Promise<void> | undefined): void {
    Promise.resolve()
      .then(work)
      .catch((error) => {
        if (!this.#isStopping)
          this.#options.logger.warn({ what, error: errorName(error) }, 'work of this node failed');
      });
  }
}

function isLimit(error: unknown): error is LanguageLimitReached {
  return error instanceof Error && error.name === 'LanguageLimitReached';
}

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
