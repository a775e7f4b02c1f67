import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../logger.ts';
import {
  MAX_UNUSABLE_ROWS,
  UNUSABLE_FIRST_PAUSE_MS,
  UNUSABLE_LINES,
  UNUSABLE_LONGEST_PAUSE_MS,
  UNUSABLE_MEETINGS,
} from '../../translation-limits.ts';
import type { PipelineRequest } from '../stage.ts';

export type Asked = Pick<PipelineRequest, 'meetingId' | 'lineId' | 'targetLanguage'>;

interface UnusableAnswersOptions {
  readonly engine: string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly now: () => number;
  readonly firstPauseMs?: number | undefined;
}

/** Unusable answers to one meeting in one language, since the last usable one. */
interface Row {
  readonly lines: Set<string>;
  pauses: number;
  pausedUntil: number;
}

/**
 * Unusable answers of one engine. The sentence causes them as often as the engine does: so they pause the engine
 * for their meeting, and count for the language only when several meetings got them in a row.
 */
export class UnusableAnswers {
  readonly #options: UnusableAnswersOptions;
  readonly #rows = new LRUCache<string, Row>({ max: MAX_UNUSABLE_ROWS });
  /** Target language → meetings with an unusable answer since any meeting's last usable one. */
  readonly #meetings = new Map<string, Set<string>>();

  constructor(options: UnusableAnswersOptions) {
    this.#options = options;
  }

  /** Whether the engine may be asked for this meeting now. */
  allows(asked: Omit<Asked, 'lineId'>): boolean {
    return this.opensInMs(asked) <= 0;
  }

  /** Not more than 0: it may be asked now. */
  opensInMs(asked: Omit<Asked, 'lineId'>): number {
    // Of a healthy engine there is no row, and a key need not be made for each text.
    const row = this.#rows.size === 0 ? undefined : this.#rows.get(keyOf(asked));
    return (row?.pausedUntil ?? 0) - this.#options.now();
  }

  usable(asked: Asked): void {
    if (this.#rows.size > 0) this.#rows.delete(keyOf(asked));
    this.#meetings.delete(asked.targetLanguage);
  }

  /** The same line counts once, however often it is translated. `true`: the language fails, not the sentence. */
  unusable(asked: Asked): boolean {
    const { meetingId, lineId, targetLanguage } = asked;
    const row = this.#rows.get(keyOf(asked)) ?? { lines: new Set(), pauses: 0, pausedUntil: 0 };
    this.#rows.set(keyOf(asked), row);
    if (row.lines.size < UNUSABLE_LINES) row.lines.add(lineId);
    // Concurrent calls cause one pause.
    if (row.lines.size >= UNUSABLE_LINES && this.#options.now() >= row.pausedUntil) this.#pause(row, asked);
    const meetings = this.#meetings.get(targetLanguage) ?? new Set();
    this.#meetings.set(targetLanguage, meetings);
    if (meetings.size < UNUSABLE_MEETINGS) meetings.add(meetingId);
    return meetings.size >= UNUSABLE_MEETINGS;
  }

  #pause(row: Row, { meetingId, targetLanguage: language }: Asked): void {
    const { engine, logger, now, firstPauseMs = UNUSABLE_FIRST_PAUSE_MS } = this.#options;
    const pauseMs = Math.min(firstPauseMs * 2 ** row.pauses, UNUSABLE_LONGEST_PAUSE_MS);
    row.pauses += 1;
    row.pausedUntil = now() + pauseMs;
    logger.warn(
      { engine, language, meetingId, pauseMs },
      'engine paused for one meeting after unusable answers in a row',
    );
  }
}

function keyOf({ meetingId, targetLanguage }: Omit<Asked, 'lineId'>): string {
  return JSON.stringify([meetingId, targetLanguage]);
}
