import { persist } from '../../lib/persist.ts';
import { turnOfOthers } from '../../lib/turn-of-others.ts';
import type { Logger } from '../../logger.ts';
import { MAX_LINES_OF_A_SEGMENT } from '../caption-limits.ts';
import type { ActiveLanguages } from '../languages/active-languages.ts';
import type { Line } from '../model/line.ts';
import type { CaptionStore, StoredSegment } from '../ports/caption-store.ts';

export interface LineCommitsOptions {
  readonly meetingId: string;
  readonly store: CaptionStore;
  readonly languages: Pick<ActiveLanguages, 'publish'>;
  readonly logger: Logger;
  /** Aborts when the meeting leaves memory. */
  readonly stopped: AbortSignal;
}

/** Stores what changed of a meeting, and only then renders it. */
export class LineCommits {
  readonly #options: LineCommitsOptions;

  constructor(options: LineCommitsOptions) {
    this.#options = options;
  }

  /** Lines and segments in one transaction, then the lines in every active language. */
  async commit(lines: readonly Line[], segments: readonly StoredSegment[] = []): Promise<void> {
    if (lines.length === 0 && segments.length === 0) return;
    if (segments.length === 0 && lines.length > MAX_LINES_OF_A_SEGMENT) {
      await this.commit(lines.slice(0, MAX_LINES_OF_A_SEGMENT));
      await turnOfOthers();
      return this.commit(lines.slice(MAX_LINES_OF_A_SEGMENT));
    }
    const { meetingId, store, languages } = this.#options;
    await this.persist(() => store.commit(meetingId, { segments, lines }));
    await languages.publish(lines);
  }

  /** Repeats a query until the store answers it: speech waits, in order, for a database that is away. */
  persist<T>(query: () => Promise<T>): Promise<T> {
    const { stopped: signal, logger } = this.#options;
    return persist(query, { signal, logger });
  }
}
