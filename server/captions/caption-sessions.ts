/** Every meeting that is captured or read now, by our meeting id. */
import type { Line } from '../../shared/caption.ts';
import { BEAT_MS, type CaptionBatch, type Correction } from '../../shared/panel-protocol.ts';
import { errorName } from '../lib/errors.ts';
import type { Logger } from '../logger.ts';
import { CaptionCounters } from './caption-counters.ts';
import { IDLE_MEETING_MS } from './caption-limits.ts';
import { CaptionSession, type CorrectionOutcome } from './caption-session.ts';
import type { CaptionRecord, CaptionStore, Rendering, StoredStatus } from './caption-store.ts';
import { type GlossarySource, noGlossaries } from './meeting-terms.ts';
import type { CaptionIntake } from './ports/caption-intake.ts';
import type { StreamUpdate } from './stream-update.ts';
import type { Translator } from './translator.ts';
import type { WatchedLines } from './watched-lines.ts';

/** Port: where batches and states go, and who reads what. The relay implements it. */
export interface CaptionOutlet {
  batch(meetingId: string, batch: CaptionBatch): void;
  status(meetingId: string, status: StoredStatus): void;
  isWatched(meetingId: string, language: string): boolean;
}

export interface SettledCaption {
  readonly meetingId: string;
  readonly language: string;
  readonly line: CaptionRecord;
  readonly rendering: Rendering;
}

export interface CaptionSessionsOptions {
  readonly store: CaptionStore;
  readonly translator: Translator;
  readonly outlet: CaptionOutlet;
  readonly maxLanguages: number;
  readonly pinnedLanguage?: string;
  readonly onSettled?: (caption: SettledCaption) => void;
  /** Default: nobody has one. */
  readonly glossaries?: GlossarySource;
  readonly logger: Logger;
  readonly now?: () => number;
}

export class CaptionSessions implements CaptionIntake, AsyncDisposable {
  readonly #options: CaptionSessionsOptions;
  readonly #now: () => number;
  readonly #sessions = new Map<string, Promise<CaptionSession>>();
  readonly #counters = new CaptionCounters();
  readonly #beat: NodeJS.Timeout;
  #disposed = false;

  constructor(options: CaptionSessionsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#beat = setInterval(() => {
      this.#tick().catch((error) =>
        this.#options.logger.error({ error: errorName(error) }, 'a meeting could not be told its version'),
      );
    }, BEAT_MS);
  }

  accept(update: StreamUpdate): void {
    const meetingId = update.type === 'segment' ? update.segment.meetingId : update.meetingId;
    this.#session(meetingId)
      .then((session) => session.update(update))
      .catch((error) => {
        this.#options.logger.error(
          { meetingId, update: update.type, error: errorName(error) },
          'stream update lost',
        );
      });
  }

  async watch(
    meetingId: string,
    language: string,
    after?: { epoch: string; version: number },
  ): Promise<WatchedLines> {
    return await (await this.#session(meetingId)).watch(language, after);
  }

  async history(
    meetingId: string,
    language: string,
    before: number,
    limit: number,
  ): Promise<{ captions: readonly Line[]; more: boolean }> {
    return await (await this.#session(meetingId)).history(language, before, limit);
  }

  /** The room of this language is empty now. */
  unwatched(meetingId: string, language: string): void {
    this.#sessions.get(meetingId)?.then(
      (session) => session.unwatched(language),
      () => undefined, // It could not be opened: who asked to read it was told, and nothing of it costs anything.
    );
  }

  async status(meetingId: string): Promise<StoredStatus> {
    return (await this.#session(meetingId)).status;
  }

  async stored(meetingId: string): Promise<void> {
    const session = await this.#sessions.get(meetingId)?.catch(() => undefined);
    await session?.settled();
  }

  /** These lines were deleted from the store. */
  async removed(meetingId: string, lineIds: readonly string[]): Promise<void> {
    await (await this.#session(meetingId)).removed(lineIds);
  }

  /** The host's own words for a line. */
  async correct(meetingId: string, lineId: string, correction: Correction): Promise<CorrectionOutcome> {
    return await (await this.#session(meetingId)).correct(lineId, correction);
  }

  /** A glossary of this meeting has changed. Lines that nobody reads now are translated again when somebody does. */
  async glossaryChanged(meetingId: string): Promise<void> {
    await (await this.#session(meetingId)).glossaryChanged();
  }

  /** Meetings in memory now. */
  get meetingIds(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  /** What readers got so far, all meetings together. */
  get counters(): Pick<CaptionCounters, 'deliveries' | 'quality'> {
    return this.#counters;
  }

  /** The meeting's record was deleted: what is in memory goes too. */
  async forget(meetingId: string): Promise<void> {
    const session = this.#sessions.get(meetingId);
    this.#sessions.delete(meetingId);
    await (await session)?.[Symbol.asyncDispose]();
  }

  get count(): number {
    return this.#sessions.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearInterval(this.#beat);
    const sessions = await Promise.allSettled(this.#sessions.values());
    await Promise.all(
      sessions.map(async (session) => {
        if (session.status === 'fulfilled') await session.value[Symbol.asyncDispose]();
      }),
    );
  }

  #session(meetingId: string): Promise<CaptionSession> {
    const known = this.#sessions.get(meetingId);
    if (known !== undefined) return known;
    if (this.#disposed) return Promise.reject(new Error('The server is stopping.'));
    const opening = this.#open(meetingId);
    this.#sessions.set(meetingId, opening);
    // A store that is away must not leave a meeting that can never be opened.
    opening.catch(() => this.#sessions.delete(meetingId));
    return opening;
  }

  #open(meetingId: string): Promise<CaptionSession> {
    const { store, translator, outlet, maxLanguages, pinnedLanguage, onSettled, logger } = this.#options;
    const { glossaries = async () => noGlossaries } = this.#options;
    return CaptionSession.open({
      meetingId,
      store,
      translator,
      glossaries,
      counters: this.#counters,
      maxLanguages,
      ...(pinnedLanguage === undefined ? {} : { pinnedLanguage }),
      isWatched: (language) => outlet.isWatched(meetingId, language),
      sendBatch: (batch) => outlet.batch(meetingId, batch),
      sendStatus: (status) => outlet.status(meetingId, status),
      onSettled: (language, line, rendering) => onSettled?.({ meetingId, language, line, rendering }),
      logger,
      now: this.#now,
    });
  }

  async #tick(): Promise<void> {
    for (const [meetingId, opening] of [...this.#sessions]) {
      const session = await opening.catch(() => undefined);
      if (session === undefined) continue;
      session.beat();
      const idleSince = session.idleSince;
      if (idleSince !== undefined && this.#now() - idleSince > IDLE_MEETING_MS) await this.forget(meetingId);
    }
  }
}
