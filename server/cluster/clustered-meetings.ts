/** Answers readers of any meeting on any node: by the meeting in memory when this node owns it, else from the database. */
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ORIGINAL } from '../../shared/language.ts';
import type { Correction } from '../../shared/panel-protocol.ts';
import type { CorrectionOutcome } from '../captions/host-edits.ts';
import { LanguageLimitReached } from '../captions/languages/active-languages.ts';
import {
  type HistoryOptions,
  type OlderLines,
  olderLines,
  readUntil,
  readWatched,
  type WatchedLines,
  type WatchOptions,
} from '../captions/languages/snapshot.ts';
import type { LiveMeetings } from '../captions/live-meetings.ts';
import { isCatchUpGranted } from '../captions/model/catch-up.ts';
import type { CaptionStore } from '../captions/ports/caption-store.ts';
import { BOUNDED_READERS, type ReadableMeetings } from '../captions/ports/readable-meetings.ts';
import type {
  Preparation,
  PreparationRequest,
  TranscriptPreparation,
} from '../captions/ports/transcript-preparation.ts';
import { SpeakerOrder } from '../captions/speaker-order.ts';
import { type NodeBus, NodeSilent } from './bus/node-bus.ts';
import type { MeetingLeases, Owner } from './meeting-leases.ts';
import type { ReadRooms } from './read-rooms.ts';
import type { Channels } from './redis/channels.ts';
import { within } from './redis/within.ts';

/** A reader is answered from the database when Redis is silent for longer. */
const REDIS_PATIENCE_MS = 1_000;

export interface ClusteredMeetingsOptions {
  readonly live: LiveMeetings;
  readonly store: CaptionStore;
  readonly leases: MeetingLeases;
  readonly rooms: ReadRooms;
  readonly bus: NodeBus;
  readonly channels: Channels;
  readonly maxLanguages: number;
}

export class ClusteredMeetings implements ReadableMeetings, TranscriptPreparation {
  readonly #options: ClusteredMeetingsOptions;

  /** Of a meeting in a database on disk, which never changes. */
  readonly #epochs = new LRUCache<string, string>({ max: 10_000 });

  constructor(options: ClusteredMeetingsOptions) {
    this.#options = options;
  }

  /** No other node is waited for: the owner only hears which languages are read. @throws {LanguageLimitReached} */
  async watch(meetingId: string, targetLanguage: string, options: WatchOptions = {}): Promise<WatchedLines> {
    const { live, channels } = this.#options;
    const own = await this.#asOwner(meetingId, () => live.watch(meetingId, targetLanguage, options));
    if (own !== undefined) return own.answer;
    await this.#tellOwner(meetingId, targetLanguage);
    // What is sent from here on reaches this node's sockets, and so what is read now misses nothing.
    await channels.settled();
    const { store } = this.#options;
    const [epoch, version] = await Promise.all([
      this.#epochOf(meetingId),
      store.lastVersion(meetingId, targetLanguage),
    ]);
    const speakers = new SpeakerOrder(store, meetingId);
    const reading = { store, speakers, meetingId, targetLanguage, epoch };
    return options.until === undefined
      ? await readWatched(reading, version, options.after)
      : await readUntil(reading, version, options.until);
  }

  async history(meetingId: string, targetLanguage: string, options: HistoryOptions): Promise<OlderLines> {
    const { live, bus, store } = this.#options;
    const own = await this.#asOwner(meetingId, () => live.history(meetingId, targetLanguage, options));
    if (own !== undefined) return own.answer;
    const owner = await this.#ownerOf(meetingId);
    const { mayTranslate, ...page } = options;
    const { before, until, limit } = page;
    const asSpoken =
      mayTranslate !== undefined &&
      !(await isCatchUpGranted(
        await store.newest(meetingId, targetLanguage, page),
        targetLanguage,
        mayTranslate,
      ));
    if (owner.kind === 'other' && !asSpoken) {
      const wanted = { type: 'history', meetingId, language: targetLanguage, before, limit } as const;
      void bus.tell(owner.nodeId, until === undefined ? wanted : { ...wanted, until });
    }
    const speakers = new SpeakerOrder(store, meetingId);
    return await olderLines(store, speakers, meetingId, targetLanguage, { ...page, asSpoken });
  }

  roomOpened(meetingId: string, room: string): void {
    this.#options.rooms.opened(meetingId, room);
  }

  /** The last socket of this node has left the room. */
  roomClosed(meetingId: string, room: string): void {
    const { rooms, live } = this.#options;
    rooms.closed(meetingId, room);
    if (room !== BOUNDED_READERS) live.unwatched(meetingId, room);
  }

  /** @throws {NodeSilent} when no node serves the meeting now. */
  async correct(meetingId: string, lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    const { live, leases, bus } = this.#options;
    const owner = await leases.take(meetingId);
    if (owner.kind === 'own') return await live.correct(meetingId, lineId, correction);
    if (owner.kind === 'none') throw new NodeSilent('No node serves this meeting now.');
    const answer = await bus.ask(owner.nodeId, {
      type: 'correct',
      request: { meetingId, lineId, correction },
    });
    if (answer === 'corrected' || answer === 'unknown-line' || answer === 'still-open') return answer;
    throw new NodeSilent('The node that serves this meeting could not store the correction.');
  }

  /** The owner translates, and answers for its own and all other nodes. @throws {NodeSilent} @throws {LanguageLimitReached} */
  async prepare(request: PreparationRequest): Promise<Preparation> {
    const { live, leases, bus } = this.#options;
    const owner = await leases.take(request.meetingId);
    if (owner.kind === 'own') return await live.prepare(request);
    if (owner.kind === 'none') throw new NodeSilent('No node serves this meeting now.');
    const answer = preparationAnswer.safeParse(await bus.ask(owner.nodeId, { type: 'prepare', request }));
    if (!answer.success)
      throw new NodeSilent('The node that serves this meeting could not prepare the transcript.');
    if (answer.data === LANGUAGE_LIMIT) throw new LanguageLimitReached();
    return answer.data;
  }

  async #epochOf(meetingId: string): Promise<string> {
    const known = this.#epochs.get(meetingId);
    if (known !== undefined) return known;
    const { epoch } = await this.#options.store.load(meetingId);
    this.#epochs.set(meetingId, epoch);
    return epoch;
  }

  /** `undefined`: another node owns the meeting, or takes it meanwhile. */
  async #asOwner<T>(meetingId: string, ask: () => Promise<T>): Promise<{ readonly answer: T } | undefined> {
    if ((await this.#ownerOf(meetingId)).kind !== 'own') return undefined;
    try {
      return { answer: await ask() };
    } catch (error) {
      if (!this.#options.live.owns(meetingId)) return undefined;
      throw error;
    }
  }

  /** While Redis is away, this node serves what it owns, and reads the rest from the database. */
  async #ownerOf(meetingId: string): Promise<Owner> {
    return await within(REDIS_PATIENCE_MS, this.#options.leases.take(meetingId)).catch(
      () => ({ kind: 'none' }) as const,
    );
  }

  /** @throws {LanguageLimitReached} */
  async #tellOwner(meetingId: string, targetLanguage: string): Promise<void> {
    const { rooms, leases, bus, maxLanguages } = this.#options;
    try {
      const others = await within(REDIS_PATIENCE_MS, rooms.exchange(meetingId));
      const languages = new Set([...others, ...rooms.own(meetingId)]);
      for (const room of [ORIGINAL, BOUNDED_READERS]) languages.delete(room);
      if (languages.has(targetLanguage) && languages.size > maxLanguages && !others.has(targetLanguage))
        throw new LanguageLimitReached();
      const owner = await within(REDIS_PATIENCE_MS, leases.ownerOf(meetingId));
      if (owner.kind === 'other') void bus.tell(owner.nodeId, { type: 'rooms', meetingId });
    } catch (error) {
      if (error instanceof LanguageLimitReached) throw error;
      // Redis is away: the rooms are told again and again, and the owner hears of them when it is back.
    }
  }
}

/** How a node names `LanguageLimitReached` to another. */
const LANGUAGE_LIMIT = 'LanguageLimitReached';

const preparationAnswer = z.union([
  z.literal(LANGUAGE_LIMIT),
  z.object({ state: z.enum(['preparing', 'ready']), translated: z.number(), total: z.number() }),
]);
