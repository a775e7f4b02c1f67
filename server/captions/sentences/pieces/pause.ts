/** How long a speaker was silent between two pieces, by Zoom's times where they are sane, else by arrival. Pure. */
import { isUnspaced } from '../../../../shared/language.ts';
import {
  OVERLAP_MS,
  SANE_CLOCK_MS,
  SPOKEN_LETTER_MS,
  SPOKEN_SIGN_MS,
  SPOKEN_TIME_ERROR_MS,
} from '../../caption-limits.ts';

/** When a piece was spoken (Zoom's clock) and received (ours). */
export interface Heard {
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly receivedAt: number;
}

/**
 * Milliseconds; `Infinity` when the second piece was spoken before the first: the transcript was rewound.
 * By arrival, the time that the second piece took to say is no pause: it is estimated from its text, generously.
 */
export function pauseBetween(
  before: Heard,
  next: Heard & { readonly text: string; readonly sourceLanguage: string },
): number {
  const [first, second] = [spokenSpan(before), spokenSpan(next)];
  if (first === undefined || second === undefined || isStill(first, second)) {
    const signMs = isUnspaced(next.sourceLanguage) ? SPOKEN_SIGN_MS : SPOKEN_LETTER_MS;
    const spokenMs = next.text.length * signMs + SPOKEN_TIME_ERROR_MS;
    return Math.max(0, next.receivedAt - before.receivedAt - spokenMs);
  }
  if (second.startedAt < first.startedAt - OVERLAP_MS) return Number.POSITIVE_INFINITY;
  return Math.max(0, second.startedAt - first.endedAt);
}

/** Zoom's times of a piece; `undefined` where they are missing, reversed, or of another day. */
export function spokenSpan({ startedAt, endedAt, receivedAt }: Heard) {
  if (startedAt === undefined || endedAt === undefined || endedAt < startedAt) return undefined;
  const isNear = Math.max(Math.abs(receivedAt - endedAt), Math.abs(receivedAt - startedAt)) <= SANE_CLOCK_MS;
  return isNear ? { startedAt, endedAt } : undefined;
}

type Span = NonNullable<ReturnType<typeof spokenSpan>>;

/** Two pieces that began at the same moment carry a clock that stands still. */
function isStill(first: Span, second: Span): boolean {
  return first.startedAt === second.startedAt;
}
