/** The order in which meetings are listed. Pure. */
import type { MeetingSummary } from '../../../../shared/panel-protocol.ts';

export interface MeetingGroup {
  /** `live`, or the day on which the meetings began, in the reader's time zone: `2026-11-29`. */
  readonly key: string;
  /** A moment of that day; absent for what is live. */
  readonly day?: number;
  readonly meetings: readonly MeetingSummary[];
}

/** What is going on comes first, then day by day, newest first. */
export function groupMeetings(meetings: readonly MeetingSummary[]): readonly MeetingGroup[] {
  const newestFirst = [...meetings].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
  const live = newestFirst.filter(isGoingOn);
  const groups: MeetingGroup[] = live.length === 0 ? [] : [{ key: 'live', meetings: live }];
  for (const meeting of newestFirst) {
    if (isGoingOn(meeting)) continue;
    const key = dayKey(meeting.startedAt);
    const last = groups[groups.length - 1];
    if (last?.key === key) groups[groups.length - 1] = { ...last, meetings: [...last.meetings, meeting] };
    else groups.push({ key, day: meeting.startedAt, meetings: [meeting] });
  }
  return groups;
}

/** Captions run, are about to, or are paused. */
export function isGoingOn({ status }: Pick<MeetingSummary, 'status'>): boolean {
  return status.state !== 'ended' && status.state !== 'waiting';
}

/** Today, yesterday, or the date, in words. */
export function dayInWords(day: number, now: number, locale: string, dateOf: (at: number) => string): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(day)) / DAY_MS);
  if (daysAgo !== 0 && daysAgo !== 1) return dateOf(day);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-daysAgo, 'day');
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}

/** A day of a change to or from summer time has an hour more or less. */
const DAY_MS = 86_400_000;

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
