import { describe, expect, it } from 'vitest';
import { dayInWords, groupMeetings } from '../../../../../client/app/home/meetings/meeting-groups.ts';
import type { MeetingState } from '../../../../../shared/meeting-status.ts';
import type { MeetingSummary } from '../../../../../shared/panel-protocol.ts';

const NOON = new Date(2026, 10, 29, 12).getTime();
const HOUR_MS = 3_600_000;

function meeting(id: string, hoursAgo: number, state: MeetingState = 'ended'): MeetingSummary {
  return {
    id,
    startedAt: NOON - hoursAgo * HOUR_MS,
    status: { state, since: 0, start: 'no' },
    languages: { spoken: [], read: [] },
    expiresAt: NOON,
    hosted: false,
  };
}

describe('a list of meetings', () => {
  it('has what goes on first, then day by day, newest first', () => {
    const groups = groupMeetings([
      meeting('yesterday', 13),
      meeting('today late', 1),
      meeting('live since yesterday', 20, 'live'),
      meeting('today early', 11),
      meeting('not started', 2, 'waiting'),
      meeting('paused', 3, 'paused'),
    ]);
    expect(groups.map(({ day, meetings }) => [day === undefined, meetings.map(({ id }) => id)])).toEqual([
      [true, ['paused', 'live since yesterday']],
      [false, ['today late', 'not started', 'today early']],
      [false, ['yesterday']],
    ]);
  });

  it.each([
    ['en', 0, 'Today'],
    ['en', 13, 'Yesterday'],
    ['en', 40, 'a date'],
    ['es', 13, 'Ayer'],
    ['ja', 0, '今日'],
    ['ar', 13, 'أمس'],
  ])('says in %s which day was %i hours ago', (locale, hoursAgo, words) => {
    expect(dayInWords(NOON - hoursAgo * HOUR_MS, NOON, locale, () => 'a date')).toBe(words);
  });

  it('counts days, not hours, when the clocks change', () => {
    const midnight = new Date(2026, 2, 30, 0, 30).getTime();
    expect(dayInWords(midnight - 2 * HOUR_MS, midnight, 'en', () => 'a date')).toBe('Yesterday');
  });
});
