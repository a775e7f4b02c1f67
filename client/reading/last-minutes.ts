/** Where the last minutes of a meeting begin, for who comes late. Pure. */
import { type Line, timeOf } from '../../shared/caption.ts';

/** Who missed less than this reads it above the newest lines anyhow. */
const LATE_AFTER_MS = 2 * 60_000;

export interface LastMinutes {
  /** The first line of the last minutes, as far as lines are loaded. */
  readonly lineId: string | undefined;
  /** Earlier lines of these minutes may exist and are not loaded. */
  readonly isPart: boolean;
}

/** Whether the first lines that a reader got say that the meeting had begun long before. `floor`: as in the feed. */
export function cameLate(lines: readonly Line[], floor: number | undefined): boolean {
  const captions = lines.filter(({ kind }) => kind === 'caption');
  const [first] = captions;
  const last = captions[captions.length - 1];
  if (first === undefined || last === undefined || captions.length < 2) return false;
  return floor !== undefined || timeOf(last) - timeOf(first) > LATE_AFTER_MS;
}

/** By the clock of the lines: the newest one is now. */
export function lastMinutes(lines: readonly Line[], floor: number | undefined, minutes: number): LastMinutes {
  const captions = lines.filter((line) => line.kind === 'caption' && line.late !== true);
  const newest = captions[captions.length - 1];
  if (newest === undefined) return { lineId: undefined, isPart: false };
  const since = timeOf(newest) - minutes * 60_000;
  let at = captions.length - 1;
  while (at > 0 && timeOf(captions[at - 1] ?? newest) >= since) at -= 1;
  return { lineId: captions[at]?.id, isPart: at === 0 && floor !== undefined };
}
