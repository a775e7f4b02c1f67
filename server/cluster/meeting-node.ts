/** One node among several: takes meetings that nobody owns, gives up those it lost, and hears what others say. */
import { LanguageLimitReached } from '../captions/languages/active-languages.ts';
import type { LiveMeetings } from '../captions/live-meetings.ts';
import { BOUNDED_READERS } from '../captions/ports/readable-meetings.ts';
import { errorName } from '../lib/errors.ts';
import { KeyedQueue } from '../lib/keyed-queue.ts';
import type { Logger } from '../logger.ts';
import { BackgroundWork } from './background-work.ts';
import type { NodeBus } from './bus/node-bus.ts';
import type { NodeMessage, SharedEvent } from './bus/node-messages.ts';
import type { HeldMeetings } from './held-meetings.ts';
import type { MeetingLeases } from './meeting-leases.ts';
import type { ReadRooms } from './read-rooms.ts';
import { shuffled } from './shuffled.ts';

/** With the lease's end and the handshakes, a killed node's streams are back within ten seconds. */
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
  actOnPending(which: {
    readonly leftForMs?: number;
    readonly onlyStreams?: boolean;
    readonly streamId?: string | undefined;
  }): Promise<void>;
}

export interface MeetingNodeOptions {
  readonly held: HeldMeetings;
  readonly leases: Pick<MeetingLeases, 'take' | 'unowned' | 'release' | 'close'>;
  readonly rooms: Pick<ReadRooms, 'own' | 'follow' | 'unfollow'>;
  readonly bus: Pick<NodeBus, 'onMessage' | 'tell' | 'tellAll' | 'tellAllSurely'>;
  readonly live: Pick<
    LiveMeetings,
    'accept' | 'correct' | 'forget' | 'has' | 'history' | 'open' | 'prepare' | 'unwatched'
  >;
  readonly streams: NodeStreams;
  /** Meetings with a stream that has not ended, on any node. */
  readonly store: { openMeetings(): Promise<readonly string[]> };
  readonly inbox: NodeInbox;
  /** What an event of another node means on this one. */
  readonly react: (event: SharedEvent) => Promise<void>;
  readonly logger: Logger;
}

export class MeetingNode {
  readonly #options: MeetingNodeOptions;
  readonly #work: BackgroundWork;
  /** By meeting: one that is lost and taken again is left before its streams are connected again. */
  readonly #changes = new KeyedQueue();
  /** Taken, and not connected yet: the database was away. */
  readonly #unconnected = new Set<string>();
  #unused: ReadonlySet<string> = new Set();

  constructor(options: MeetingNodeOptions) {
    this.#options = options;
    this.#work = new BackgroundWork(options.logger);
    options.held.onTaken((meetingId) => this.#work.run('take a meeting', () => this.#taken(meetingId)));
    options.held.onLost((meetingId) => this.#lost(meetingId));
  }

  async start(): Promise<void> {
    const { bus } = this.#options;
    bus.onMessage((message, from) =>
      this.#work.run(`message ${message.type}`, () => this.#hear(message, from)),
    );
    this.#work.every(LOOK_EVERY_MS, 'look for meetings', () => this.#lookForMeetings());
    this.#work.every(FOLLOW_EVERY_MS, 'follow readers', () => this.#followAll());
    this.#work.every(WEBHOOKS_EVERY_MS, 'look for webhooks', () =>
      this.#options.inbox.actOnPending({ leftForMs: LEFT_WEBHOOK_MS }),
    );
    this.#work.every(UNUSED_EVERY_MS, 'release meetings', () => this.#releaseUnused());
    await this.#lookForMeetings();
  }

  /** Tells other nodes of an event that this one has reacted to. */
  share(event: SharedEvent): void {
    void this.#options.bus.tellAllSurely({ type: 'shared', event });
  }

  /** Stores and gives up every meeting, each as soon as it can be, so that other nodes go on with it at once. */
  async handOver(): Promise<void> {
    this.#work.stop();
    const { held, leases, bus } = this.#options;
    leases.close();
    await Promise.all(
      held.ids.map(async (meetingId) => {
        // What cannot be stored now is not stored by keeping the meeting.
        await this.#leave(meetingId).catch((error) => this.#work.report('leave a meeting', error));
        await leases.release(meetingId);
        bus.tellAll({ type: 'released', meetingIds: [meetingId] });
      }),
    );
  }

  async #lookForMeetings(): Promise<void> {
    const { store, leases } = this.#options;
    const open = await store.openMeetings();
    for (;;) {
      const unowned = await leases.unowned(open);
      const taken = await this.#takeSome(unowned);
      if (unowned.length <= TAKEN_AT_ONCE || taken === 0) return;
    }
  }

  /** @returns how many. One that cannot be taken holds up no other. */
  async #takeSome(meetingIds: readonly string[]): Promise<number> {
    if (this.#work.isStopping) return 0;
    const { leases } = this.#options;
    const some = shuffled(meetingIds).slice(0, TAKEN_AT_ONCE);
    const owners = await Promise.allSettled(some.map((meetingId) => leases.take(meetingId)));
    for (const owner of owners)
      if (owner.status === 'rejected') this.#work.report('take a meeting', owner.reason);
    return owners.filter((owner) => owner.status === 'fulfilled' && owner.value.kind === 'own').length;
  }

  #taken(meetingId: string): Promise<void> {
    this.#unconnected.add(meetingId);
    return this.#connect(meetingId);
  }

  /** Repeated until it succeeds, as long as this node has the meeting. */
  #connect(meetingId: string): Promise<void> {
    return this.#changes.run(meetingId, async () => {
      const { held, streams } = this.#options;
      if (this.#work.isStopping || !held.has(meetingId) || !this.#unconnected.has(meetingId)) return;
      await streams.resume(meetingId);
      this.#unconnected.delete(meetingId);
      await this.#follow(meetingId);
    });
  }

  async #lost(meetingId: string): Promise<void> {
    this.#options.logger.warn({ meetingId }, 'the meeting goes on at another node');
    await this.#leave(meetingId).catch((error) => this.#work.report('leave a meeting', error));
  }

  #leave(meetingId: string): Promise<void> {
    const { streams, live, rooms } = this.#options;
    this.#unconnected.delete(meetingId);
    return this.#changes.run(meetingId, async () => {
      rooms.unfollow(meetingId);
      await streams.leave(meetingId);
      await live.forget(meetingId);
    });
  }

  async #followAll(): Promise<void> {
    const { ids } = this.#options.held;
    const followed = await Promise.allSettled(
      ids.map((meetingId) =>
        this.#unconnected.has(meetingId) ? this.#connect(meetingId) : this.#follow(meetingId),
      ),
    );
    for (const each of followed) if (each.status === 'rejected') throw each.reason;
  }

  /** Opens what is read, not only what is read since the last look: a language that could not be opened then is opened. */
  async #follow(meetingId: string): Promise<void> {
    const { rooms, live, held } = this.#options;
    const { read, ended } = await rooms.follow(meetingId);
    if (!held.has(meetingId)) return rooms.unfollow(meetingId);
    for (const room of ended) if (room !== BOUNDED_READERS) live.unwatched(meetingId, room);
    // Readers of this node had their lines from another one until now.
    for (const room of new Set([...read, ...rooms.own(meetingId)])) await this.#open(meetingId, room);
  }

  async #open(meetingId: string, room: string): Promise<void> {
    if (room === BOUNDED_READERS) return;
    try {
      await this.#options.live.open(meetingId, room);
    } catch (error) {
      if (!(error instanceof LanguageLimitReached)) throw error;
      this.#options.logger.debug(
        { meetingId, language: room },
        'too many languages are read in this meeting',
      );
    }
  }

  async #releaseUnused(): Promise<void> {
    const { held, live, streams, leases, rooms } = this.#options;
    const unused = held.ids.filter((meetingId) => !live.has(meetingId) && !streams.isCaptured(meetingId));
    for (const meetingId of unused) {
      // A stream may have begun while another meeting was released.
      if (!this.#unused.has(meetingId) || live.has(meetingId) || streams.isCaptured(meetingId)) continue;
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
        return inbox.actOnPending({ onlyStreams: true, streamId: message.streamId });
      case 'released':
        await this.#takeSome(message.meetingIds);
        return;
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
        await bus.tell(from, { type: 'answer', id: message.id, answer });
        return;
      }
      case 'prepare': {
        const answer = held.has(message.request.meetingId)
          ? await live.prepare(message.request).catch(errorName)
          : 'not-mine';
        await bus.tell(from, { type: 'answer', id: message.id, answer });
        return;
      }
      case 'answer':
        return;
    }
  }
}
