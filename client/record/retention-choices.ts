import type { RecordSettings } from '../../shared/record.ts';

/** An hour, a day, three days, a week, thirty days. */
const OFFERED_HOURS = [0, 1, 24, 72, 168, 720] as const;
const HOUR_MS = 3_600_000;

/** What a host may choose, hours, the shortest first; what is set already is always among it. */
export function offeredHours({
  maxRetentionHours,
  retentionHours,
  retentionSetBy,
}: RecordSettings): number[] {
  const offered = OFFERED_HOURS.filter((hours) => hours <= maxRetentionHours);
  const own = retentionSetBy === 'host' ? [retentionHours] : [];
  return [...new Set([...offered, ...own])].sort((a, b) => a - b);
}

/** Does this choice delete the record as soon as it is saved? */
export function deletesNow(settings: RecordSettings, choice: number | null): boolean {
  if (settings.phase === 'live') return false;
  const hours = choice ?? settings.serverRetentionHours;
  if (choice === 0 && settings.phase === 'over') return true;
  return settings.idleMs >= Math.max(1, hours) * HOUR_MS;
}

/** As the interface writes it: “24 hours”, “7 days”. */
export function durationText(hours: number, locale: string): string {
  const inDays = hours >= 48 && hours % 24 === 0;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: inDays ? 'day' : 'hour',
    unitDisplay: 'long',
  }).format(inDays ? hours / 24 : hours);
}
