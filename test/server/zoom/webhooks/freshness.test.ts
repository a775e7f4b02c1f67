import { describe, expect, it } from 'vitest';
import { isFresh } from '../../../../server/zoom/webhooks/freshness.ts';

const now = 1_800_000_000_000;
const aged = (minutes: number) => String(now / 1_000 - minutes * 60);

describe('isFresh', () => {
  it.each(['meeting.rtms_started', 'webinar.rtms_started', 'meeting.started', 'endpoint.url_validation'])(
    'accepts %s for 5 minutes',
    (event) => {
      expect(isFresh(event, aged(4.9), now)).toBe(true);
      expect(isFresh(event, aged(5.1), now)).toBe(false);
    },
  );

  it.each(['meeting.rtms_stopped', 'session.rtms_interrupted', 'app_deauthorized'])(
    'accepts %s for 90 minutes',
    (event) => {
      expect(isFresh(event, aged(89), now)).toBe(true);
      expect(isFresh(event, aged(91), now)).toBe(false);
    },
  );

  it('refuses a future time beyond the clock difference, and an unreadable time', () => {
    for (const event of ['meeting.rtms_started', 'meeting.rtms_stopped']) {
      expect(isFresh(event, aged(-4.9), now)).toBe(true);
      expect(isFresh(event, aged(-5.1), now)).toBe(false);
      for (const odd of ['', 'soon', '-1', '1e9', String(now)]) expect(isFresh(event, odd, now)).toBe(false);
    }
  });
});
