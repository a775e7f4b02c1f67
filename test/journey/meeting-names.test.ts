import { expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { errorsIn, shows, takeViolations, untilState } from '../support/zoom-case.ts';

const ENGLISH = 9;

it('readers who wait under another name are asked to come again once that is known, and read on', async () => {
  await using journey = await Journey.start();
  const host = journey.zoom.addUser();
  const meeting = journey.zoom.createMeeting({ host });
  const ana = meeting.join('Ana', { language: ENGLISH });
  // Zoom's contexts name the meeting otherwise than its webhooks.
  const asContextsSay = { meetingUuid: 'context==' };
  const early = await journey.openPanel(asContextsSay);
  await early.watch('es');
  const elsewhere = await journey.openPanel({ meetingUuid: journey.zoom.createMeeting().uuid });
  await elsewhere.watch('es');
  await meeting.startRtms();
  expect(early.status?.state).toBe('waiting');

  const operator = await journey.openPanel({ ...asContextsSay, uid: host.id, role: 'host' });
  await operator.watch('es');

  await vi.waitFor(() => expect(early.ended).toMatchObject([{ code: 'token-expired' }]));
  // Nor does the old session lead back there: the panel asks for a new one.
  const refused = new Promise((resolve) => early.socket.once('connect_error', resolve));
  early.socket.connect();
  expect(await refused).toMatchObject({ data: { code: 'token-expired' } });
  const again = await journey.openPanel(asContextsSay);
  expect(again.session.meeting?.id).toBe(operator.session.meeting?.id);
  await again.watch('es');
  await untilState(again, 'live');
  await meeting.say(ana, 'Hello there.');
  await Promise.all([again, operator].map((panel) => shows(panel, 'Hello there.')));
  expect(elsewhere.ended).toEqual([]);
  expect(takeViolations(journey)).toEqual([]);
  expect(errorsIn(journey.log)).toEqual([]);
});
