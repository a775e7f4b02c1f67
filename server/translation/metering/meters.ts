/** What translating each meeting costs, and the cap on it. Survives a restart; never stops a caption. */
import { LRUCache } from 'lru-cache';
import type { Meter } from '../../../shared/meter.ts';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../logger.ts';
import { BUDGET_MEETINGS, METER_FLUSH_MS } from '../translation-limits.ts';

export interface MeterCount {
  readonly language: string;
  readonly engine: string;
  readonly characters: number;
}

/** Port: where counts and caps are kept. */
export interface MeterStore {
  load(meetingId: string): Promise<{ readonly counts: readonly MeterCount[]; readonly budget?: number }>;
  /** Added to what is there; nothing for a meeting that is gone. */
  add(meetingId: string, counts: readonly MeterCount[]): Promise<void>;
  /** The host's own cap in characters; `undefined`: none. */
  saveBudget(meetingId: string, budget: number | undefined): Promise<void>;
}

export interface MetersOptions {
  readonly store: MeterStore;
  /** Engines that cost money; a cap concerns these together. */
  readonly meteredEngines: ReadonlySet<string>;
  /** `TRANSLATE_BUDGET_CHARACTERS`: no host goes beyond it. */
  readonly serverBudget: number | undefined;
  readonly prices: Config['translation']['prices'];
  /** With several nodes: the fencing token of a meeting this one owns; what others count is read anew. */
  readonly owned?: { tokenOf(meetingId: string): number | undefined } | undefined;
  /** Announces the change to readers of the meeting. */
  readonly onBudget: (meetingId: string, isSpent: boolean) => void;
  readonly logger: Logger;
}

interface MeetingCount {
  readonly counts: Map<string, { readonly language: string; readonly engine: string; characters: number }>;
  metered: number;
  hostBudget: number | undefined;
  isSpent: boolean;
  /** Whose counts these are; `undefined`: another node counts meanwhile. */
  readonly token: number | undefined;
}

/** Stands for a fencing token where there is one node. */
const ONLY_NODE = 0;

export class Meters implements AsyncDisposable {
  readonly #options: MetersOptions;
  readonly #meetings = new LRUCache<string, MeetingCount>({ max: BUDGET_MEETINGS });
  readonly #loading = new Map<string, Promise<void>>();
  /** Counted and not stored yet, by meeting and by language and engine. */
  #unsaved = new Map<string, Map<string, MeterCount>>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: MetersOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#flush(), METER_FLUSH_MS);
  }

  /** Needs no `load`. */
  knows(meetingId: string): boolean {
    const token = this.#tokenOf(meetingId);
    return token !== undefined && this.#meetings.peek(meetingId)?.token === token;
  }

  /** Loads the meeting's counts. An unavailable store delays no caption: counting then starts at zero. */
  async load(meetingId: string): Promise<void> {
    if (this.knows(meetingId)) return;
    const loading = this.#loading.get(meetingId) ?? this.#load(meetingId);
    this.#loading.set(meetingId, loading);
    await loading.finally(() => this.#loading.delete(meetingId));
  }

  /** May so many more characters go to an engine that costs money? */
  allows(meetingId: string, characters: number): boolean {
    const meeting = this.#meetings.peek(meetingId);
    const cap = this.#cap(meeting?.hostBudget);
    if (meeting?.isSpent === true) return false;
    return cap === undefined || (meeting?.metered ?? 0) + characters <= cap;
  }

  /**
   * An engine was passed over because of the cap. No text goes to a metered engine, however short, until the cap is changed:
   * readers see a notice, and engines must not alternate by the length of a sentence.
   */
  setSpent(meetingId: string): void {
    this.#setSpent(meetingId, this.#of(meetingId), true);
  }

  /** Counts a call that is about to be made. `false`: the cap is reached. */
  spend(meetingId: string, { language, engine, characters }: MeterCount): boolean {
    const isMetered = this.#options.meteredEngines.has(engine);
    const meeting = this.#of(meetingId);
    if (isMetered && !this.allows(meetingId, characters)) {
      this.#setSpent(meetingId, meeting, true);
      return false;
    }
    const key = JSON.stringify([language, engine]);
    const count = meeting.counts.get(key) ?? { language, engine, characters: 0 };
    count.characters += characters;
    meeting.counts.set(key, count);
    if (isMetered) meeting.metered += characters;
    this.#note(meetingId, key, { language, engine, characters });
    return true;
  }

  isSpent(meetingId: string): boolean {
    return this.#meetings.peek(meetingId)?.isSpent ?? false;
  }

  async meter(meetingId: string): Promise<Meter> {
    await this.load(meetingId);
    const meeting = this.#of(meetingId);
    const { meteredEngines } = this.#options;
    const rows = [...meeting.counts.values()]
      .map((count) => {
        const metered = meteredEngines.has(count.engine);
        const usd = metered ? usdOf(count, this.#options.prices) : undefined;
        return { ...count, metered, ...(usd === undefined ? {} : { usd }) };
      })
      .sort((a, b) => b.characters - a.characters);
    const priced = rows.flatMap(({ usd }) => usd ?? []);
    const cap = this.#cap(meeting.hostBudget);
    const isHosts = meeting.hostBudget !== undefined && meeting.hostBudget === cap;
    return {
      rows,
      meteredCharacters: meeting.metered,
      ...(priced.length === 0 ? {} : { estimatedUsd: priced.reduce((sum, usd) => sum + usd, 0) }),
      ...(cap === undefined
        ? {}
        : { budget: { characters: cap, spent: meeting.isSpent, setBy: isHosts ? 'host' : 'server' } }),
    };
  }

  /** The host's own cap; the server's holds besides. */
  async setBudget(meetingId: string, budget: number | undefined): Promise<void> {
    await this.load(meetingId);
    await this.#options.store.saveBudget(meetingId, budget);
    const meeting = this.#of(meetingId);
    meeting.hostBudget = budget;
    this.#setSpent(meetingId, meeting, this.#isReached(meeting));
  }

  /** A host has changed the cap on another node. */
  async budgetChanged(meetingId: string): Promise<void> {
    const meeting = this.#meetings.peek(meetingId);
    if (meeting === undefined) return;
    meeting.hostBudget = (await this.#options.store.load(meetingId)).budget;
    this.#setSpent(meetingId, meeting, this.#isReached(meeting));
  }

  /** The meeting's record was deleted. */
  forget(meetingId: string): void {
    this.#meetings.delete(meetingId);
    this.#unsaved.delete(meetingId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#flush();
  }

  async #load(meetingId: string): Promise<void> {
    const { store, meteredEngines, logger } = this.#options;
    try {
      const { counts, budget } = await store.load(meetingId);
      if (this.knows(meetingId)) return;
      const metered = counts.filter(({ engine }) => meteredEngines.has(engine));
      const meeting: MeetingCount = {
        counts: new Map(
          counts.map((count) => [JSON.stringify([count.language, count.engine]), { ...count }]),
        ),
        metered: metered.reduce((sum, { characters }) => sum + characters, 0),
        hostBudget: budget,
        isSpent: false,
        token: this.#tokenOf(meetingId),
      };
      meeting.isSpent = this.#isReached(meeting);
      this.#meetings.set(meetingId, meeting);
    } catch {
      logger.warn({ meetingId }, 'the meter of a meeting could not be read: counting starts at zero');
    }
  }

  #of(meetingId: string): MeetingCount {
    const known = this.#meetings.get(meetingId);
    if (known !== undefined) return known;
    const token = this.#tokenOf(meetingId);
    const fresh = { counts: new Map(), metered: 0, hostBudget: undefined, isSpent: false, token };
    this.#meetings.set(meetingId, fresh);
    return fresh;
  }

  #tokenOf(meetingId: string): number | undefined {
    const { owned } = this.#options;
    return owned === undefined ? ONLY_NODE : owned.tokenOf(meetingId);
  }

  #cap(hostBudget: number | undefined): number | undefined {
    const { serverBudget, meteredEngines } = this.#options;
    if (meteredEngines.size === 0) return undefined;
    if (hostBudget === undefined || serverBudget === undefined) return hostBudget ?? serverBudget;
    return Math.min(hostBudget, serverBudget);
  }

  #isReached(meeting: MeetingCount): boolean {
    const cap = this.#cap(meeting.hostBudget);
    return cap !== undefined && meeting.metered >= cap;
  }

  #setSpent(meetingId: string, meeting: MeetingCount, isSpent: boolean): void {
    if (meeting.isSpent === isSpent) return;
    meeting.isSpent = isSpent;
    const { logger, onBudget } = this.#options;
    const limit = this.#cap(meeting.hostBudget);
    if (isSpent) {
      logger.warn({ meetingId, limit }, 'budget of a meeting spent: only unmetered engines are asked');
    } else logger.info({ meetingId, limit }, 'budget of a meeting raised or lifted');
    onBudget(meetingId, isSpent);
  }

  #note(meetingId: string, key: string, count: MeterCount): void {
    const unsaved = this.#unsaved.get(meetingId) ?? new Map<string, MeterCount>();
    const before = unsaved.get(key)?.characters ?? 0;
    unsaved.set(key, { ...count, characters: before + count.characters });
    this.#unsaved.set(meetingId, unsaved);
  }

  async #flush(): Promise<void> {
    const unsaved = this.#unsaved;
    this.#unsaved = new Map();
    // Together, because the store takes what comes together in one transaction.
    await Promise.all(
      [...unsaved].map(async ([meetingId, counts]) => {
        try {
          await this.#options.store.add(meetingId, [...counts.values()]);
        } catch {
          for (const [key, count] of counts) this.#note(meetingId, key, count);
        }
      }),
    );
  }
}

function usdOf({ engine, characters }: MeterCount, prices: MetersOptions['prices']): number | undefined {
  const price = Object.entries(prices).find(([name]) => name === engine)?.[1];
  return price === undefined ? undefined : (characters * price) / 1_000_000;
}
