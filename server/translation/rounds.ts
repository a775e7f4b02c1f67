import type { Translation } from '../captions/ports/translator.ts';
import { LEAST_ROUND_MS, type Purpose, ROUND_PAUSE_MS, ROUNDS } from './translation-limits.ts';

/** What one round through the engines of a chain came to. */
export interface Round {
  readonly translation: Translation;
  readonly hasAsked: boolean;
  /** Until an engine that failed transiently or was closed may be asked; `undefined`: there is none. */
  readonly opensInMs: number | undefined;
}

/**
 * The wait before the engines are asked once more, within the same deadline; `undefined`: they are not. A round that met only
 * closed gates costs no call and is not counted.
 */
export function waitForRound({
  purpose,
  failedRounds,
  opensInMs,
  leftMs,
}: Pick<Round, 'opensInMs'> & {
  readonly purpose: Purpose;
  readonly failedRounds: number;
  readonly leftMs: number;
}): number | undefined {
  // A draft is out of date soon, and nobody waits for a line of the past.
  if (purpose !== 'settled' || failedRounds >= ROUNDS || opensInMs === undefined) return undefined;
  const waitMs = opensInMs > 0 ? opensInMs : ROUND_PAUSE_MS;
  return leftMs - waitMs >= LEAST_ROUND_MS ? waitMs : undefined;
}
