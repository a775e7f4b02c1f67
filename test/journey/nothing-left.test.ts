import { describe, expect, it, vi } from 'vitest';
import { filesHold } from '../support/disk-search.ts';
import { Journey } from '../support/journey.ts';

describe.each([['24'], ['0']])('with RETENTION_HOURS=%s', (hours) => {
  it.each(['removes the app', 'deletes their data'])(
    'somebody who hosted nothing and %s leaves none of their words in any file',
    async (way) => {
      await using journey = await Journey.start({ env: { RETENTION_HOURS: hours } });
      const meeting = journey.zoom.createMeeting();
      const user = journey.zoom.addUser();
      const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: user.id });
      const headers = {
        authorization: `Bearer ${panel.session.token}`,
        'content-type': 'application/json',
      };
      const put = (path: string, body: object) =>
        fetch(`${journey.url}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
      const terms = [{ term: 'Quetzalcoatlus', translations: {} }];
      expect((await put('/api/glossary', { terms })).status).toBe(200);
      expect((await put('/api/preferences', { display: { font: 'Garamontastic' } })).status).toBe(200);
      expect(filesHold(journey.directory, 'Garamontastic')).toBe(true);

      if (way === 'removes the app') expect((await journey.zoom.deauthorize(user)).status).toBe(200);
      else expect((await fetch(`${journey.url}/api/me`, { method: 'DELETE', headers })).status).toBe(200);

      const left = () =>
        ['Quetzalcoatlus', 'Garamontastic'].filter((word) => filesHold(journey.directory, word));
      // Zoom's webhook is answered before it is acted on; a person is answered afterwards.
      if (way === 'removes the app') await vi.waitFor(() => expect(left()).toEqual([]));
      else expect(left()).toEqual([]);
    },
  );
});
