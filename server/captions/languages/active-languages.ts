/** The active languages of one meeting: watched, left within `LINGER_MS`, or copied by the operator. */
import { ORIGINAL, UNDETERMINED } from '../../../shared/language.ts';
import { SNAPSHOT_LINES } from '../../../shared/panel-protocol.ts';
import { errorName } from '../../lib/errors.ts';
import { KeyedQueue } from '../../lib/keyed-queue.ts';
import { persist } from '../../lib/persist.ts';
import { turnOfOthers } from '../../lib/turn-of-others.ts';
import { LINES_AT_ONCE, LINGER_MS } from '../caption-limits.ts';
import { isCatchUpGranted } from '../model/catch-up.ts';
import type { Line } from '../model/line.ts';
import type { RenderedLine } from '../model/rendering.ts';
import type { Translator } from '../ports/translator.ts';
import { LanguageFeed, type LanguageFeedOptions } from './language-feed.ts';
import {
  type HistoryOptions,
  missedLines,
  type OlderLines,
  olderLines,
  readUntil,
  removedUntold,
  type WatchedLines,
  type WatchOptions,
  watchShared,
} from './snapshot.ts';

export interface ActiveLanguagesOptions extends Omit<LanguageFeedOptions, 'targetLanguage'> {
  readonly maxLanguages: number;
}

/** `MAX_LANGUAGES_PER_MEETING` languages are watched already. */
export class LanguageLimitReached extends Error {
  override readonly name = 'LanguageLimitReached';
}

export class ActiveLanguages implements AsyncDisposable {
  readonly #options: ActiveLanguagesOptions;
  readonly #feeds = new Map<string, LanguageFeed>();
  /** Timers of languages whose last reader left. */
  readonly #lingering = new Map<string, NodeJS.Timeout>();
  /** By language: it is not closed while it is opened. */
  readonly #queue = new KeyedQueue();
  readonly #stopped = new AbortController();
  #unreadSince: number;

  constructor(options: ActiveLanguagesOptions) {
    this.#options = options;
    this.#unreadSince = options.now();
  }

  get(targetLanguage: string): LanguageFeed | undefined {
    return this.#feeds.get(targetLanguage);
  }

  all(): Iterable<LanguageFeed> {
    return this.#feeds.values();
  }

  /** When the last language was closed, our clock; `undefined` while one is active. */
  get unreadSince(): number | undefined {
    const isUnread = [...this.#feeds.keys()].every(
      (targetLanguage) => targetLanguage === this.#options.copy?.language,
    );
    return isUnread ? this.#unreadSince : undefined;
  }

  /** The same of the operator's copy, too: since then nobody was shown a line. */
  get unshownSince(): number | undefined {
    return this.#feeds.size === 0 ? this.#unreadSince : undefined;
  }

  /** Renders the operator's language from the start. */
  async start(): Promise<void> {
    if (this.#options.copy !== undefined) await this.#open(this.#options.copy.language);
  }

  /**
   * The lines a panel needs to read this language from now on; its socket has joined the room before.
   * @throws {LanguageLimitReached}
   */
  async watch(targetLanguage: string, { after, until }: WatchOptions = {}): Promise<WatchedLines> {
    const { store, speakers, meetingId, epoch } = this.#options;
    const feed = await this.#open(targetLanguage);
    const reading = { store, speakers, meetingId, targetLanguage, epoch };
    if (until === undefined) return await watchShared(feed, reading, after);
    feed.catchUp(await store.newest(meetingId, targetLanguage, { until, limit: SNAPSHOT_LINES }));
    return await feed.read((version) => readUntil(reading, version, until));
  }

  /** Older lines; what is missing in this language is translated, newest first, and comes as updates. */
  async history(targetLanguage: string, { mayTranslate, ...page }: HistoryOptions): Promise<OlderLines> {
    const { store, speakers, meetingId } = this.#options;
    const feed = await this.#open(targetLanguage);
    const lines = await store.newest(meetingId, targetLanguage, page);
    const asked = { ...page, asSpoken: !(await isCatchUpGranted(lines, targetLanguage, mayTranslate)) };
    if (!asked.asSpoken) feed.catchUp(lines);
    return await feed.read(() => olderLines(store, speakers, meetingId, targetLanguage, asked));
  }

  /** Renders this language from now on: it is read on another node. @throws {LanguageLimitReached} */
  async open(targetLanguage: string): Promise<void> {
    await (await this.#open(targetLanguage)).announce();
  }

  /** Closes a language without readers after `LINGER_MS`; a reconnect before then keeps it. */
  unwatched(targetLanguage: string): void {
    clearTimeout(this.#lingering.get(targetLanguage));
    this.#lingering.set(
      targetLanguage,
      setTimeout(() => {
        this.#leave(targetLanguage).catch((error) => {
          const { meetingId, logger } = this.#options;
          const facts = { meetingId, language: targetLanguage, error: errorName(error) };
          logger.error(facts, 'a language could not be closed');
        });
      }, LINGER_MS),
    );
  }

  /** Renders stored lines that changed, in every active language. */
  async publish(lines: readonly Line[]): Promise<void> {
    const revised = lines.filter((line) => line.kind === 'caption' && line.revision > 0).map(({ id }) => id);
    for (const feed of this.#feeds.values()) {
      const old = revised.filter((id) => !feed.has(id));
      if (old.length > 0) feed.adopt(await this.#rendered(feed.targetLanguage, old));
      for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
        if (at > 0) await turnOfOthers();
        feed.publish(lines.slice(at, at + LINES_AT_ONCE));
      }
    }
  }

  beat(): void {
    for (const [targetLanguage, feed] of this.#feeds) {
      feed.beat();
      // Opened for a reader who had left by then.
      if (!this.#lingering.has(targetLanguage) && !this.#isRead(targetLanguage))
        this.unwatched(targetLanguage);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    for (const timer of this.#lingering.values()) clearTimeout(timer);
    await this.#queue.idle();
    const feeds = [...this.#feeds.values()];
    // What is stored from here on is rendered by the next process.
    this.#feeds.clear();
    await Promise.all(feeds.map((feed) => feed[Symbol.asyncDispose]()));
  }

  /** At once while the language is active and nobody opens or closes it: many readers come together. */
  async #open(targetLanguage: string): Promise<LanguageFeed> {
    const open = this.#queue.isIdle(targetLanguage) ? this.#feeds.get(targetLanguage) : undefined;
    if (open === undefined) return await this.#openInTurn(targetLanguage);
    this.#keep(targetLanguage);
    return open;
  }

  #openInTurn(targetLanguage: string): Promise<LanguageFeed> {
    return this.#queue.run(targetLanguage, async () => {
      this.#keep(targetLanguage);
      const active = this.#feeds.get(targetLanguage);
      if (active !== undefined) return active;
      await this.#makeRoom(targetLanguage);
      const feed = new LanguageFeed({ ...this.#options, targetLanguage });
      // Before the past is read, so that no new line is missed.
      this.#feeds.set(targetLanguage, feed);
      try {
        await this.#catchUp(feed);
      } catch (error) {
        this.#feeds.delete(targetLanguage);
        await feed[Symbol.asyncDispose]();
        throw error;
      }
      this.#report(targetLanguage, 'a language is active');
      return feed;
    });
  }

  /** Evicts unwatched languages while there are as many as allowed. */
  async #makeRoom(targetLanguage: string): Promise<void> {
    if (targetLanguage === ORIGINAL) return;
    for (;;) {
      const translated = [...this.#feeds.keys()].filter((tag) => tag !== ORIGINAL);
      if (translated.length < this.#options.maxLanguages) return;
      const unread = translated.find((tag) => this.#lingering.has(tag) && !this.#isRead(tag));
      if (unread === undefined) throw new LanguageLimitReached();
      await this.#leave(unread);
    }
  }

  async #catchUp(feed: LanguageFeed): Promise<void> {
    const { meetingId, store, translator } = this.#options;
    const { targetLanguage } = feed;
    const { lines, leavesHole } = await missedLines(store, meetingId, targetLanguage);
    prepare(translator, targetLanguage, lines);
    feed.catchUp(lines, leavesHole);
    feed.publish(await removedUntold(store, meetingId, targetLanguage));
  }

  #leave(targetLanguage: string): Promise<void> {
    return this.#queue.run(targetLanguage, async () => {
      this.#keep(targetLanguage);
      const feed = this.#feeds.get(targetLanguage);
      if (feed === undefined || this.#isRead(targetLanguage)) return;
      this.#feeds.delete(targetLanguage);
      this.#unreadSince = this.#options.now();
      await feed[Symbol.asyncDispose]();
      this.#report(targetLanguage, 'a language is closed');
    });
  }

  #report(language: string, what: string): void {
    const { meetingId, logger } = this.#options;
    logger.info({ meetingId, language }, what);
  }

  #keep(targetLanguage: string): void {
    clearTimeout(this.#lingering.get(targetLanguage));
    this.#lingering.delete(targetLanguage);
  }

  #isRead(targetLanguage: string): boolean {
    const { outlet, copy, meetingId } = this.#options;
    return targetLanguage === copy?.language || outlet.isWatched(meetingId, targetLanguage);
  }

  /** The stored renderings of lines that left the feed. */
  #rendered(targetLanguage: string, lineIds: readonly string[]) {
    const { store, meetingId, logger } = this.#options;
    const { signal } = this.#stopped;
    return persist(() => store.rendered(meetingId, targetLanguage, lineIds), { signal, logger });
  }
}

/** Before the first sentence: a model takes longer to come than a sentence may wait. */
function prepare(translator: Translator, targetLanguage: string, newest: readonly RenderedLine[]): void {
  if (targetLanguage === ORIGINAL) return;
  const heard = newest.flatMap(({ line }) => (line.kind === 'caption' ? [line.sourceLanguage] : []));
  const spoken = new Set(heard.filter((language) => language !== UNDETERMINED));
  translator.prepare?.(targetLanguage, [...spoken]);
}
