import { describe, expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { errorsIn, shows, takeViolations, untilState } from '../support/zoom-case.ts';

const ENGLISH = 9;

it('readers who wait under another name are asked to come again once that is known, and read on', async () => {
  await using journey = await Journey.start();
  const [host, assistant] = [journey.zoom.addUser(), journey.zoom.addUser()];
  const meeting = journey.zoom.createMeeting({ host });
  const ana = meeting.join('Ana', { language: ENGLISH });
  // Zoom's contexts name the meeting otherwise than its webhooks.
  const asContextsSay = { meetingUuid: 'context==' };
  const early = await journey.openPanel(asContextsSay);
  await early.watch('es');
  const elsewhere = await journey.openPanel({ meetingUuid: journey.zoom.createMeeting().uuid });
  await elsewhere.watch('es');
  await meeting.announceStarted();
  await meeting.startRtms({ operator: assistant });
  expect(early.status?.state).toBe('waiting');

  const operator = await journey.openPanel({ ...asContextsSay, uid: assistant.id });
  await operator.watch('es');
  // One person may sit in another meeting than the one they captured.
  const guest = await journey.openPanel(asContextsSay);
  expect(guest.session.meeting?.id).not.toBe(operator.session.meeting?.id);
  expect(early.ended).toEqual([]);

  // The host, whom the webhook names, is in the same meeting.
  await journey.openPanel({ ...asContextsSay, uid: host.id, role: 'host' });

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

describe('a breakout room', () => {
  it('is the meeting it belongs to: a stream that names the room captions the meeting', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const room = journey.zoom.createMeeting({ uuid: 'room==' });
    const main = await journey.openPanel({ meetingUuid: meeting.uuid });
    // Somebody whom Zoom told only the room's name, before anybody told us what it is.
    const early = await journey.openPanel({ meetingUuid: room.uuid });
    const inRoom = { meetingUuid: meeting.uuid, breakoutRoomUuid: room.uuid };
    const guest = await journey.openPanel(inRoom);
    expect(guest.session.meeting?.id).toBe(main.session.meeting?.id);
    await vi.waitFor(() => expect(early.ended).toMatchObject([{ code: 'token-expired' }]));
    await Promise.all([main, guest].map((panel) => panel.watch('es')));
    const ana = room.join('Ana', { language: ENGLISH });
    await room.startRtms();
    await Promise.all([main, guest].map((panel) => untilState(panel, 'live')));
    await room.say(ana, 'In the small group.');
    await Promise.all([main, guest].map((panel) => shows(panel, 'In the small group.')));
    expect(takeViolations(journey)).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('that was captured as a meeting of its own stays one, and that is logged', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const room = journey.zoom.createMeeting({ uuid: 'room==' });
    const reader = await journey.openPanel({ meetingUuid: room.uuid });
    await reader.watch('es');
    await room.startRtms();
    await untilState(reader, 'live');
    const guest = await journey.openPanel({ meetingUuid: meeting.uuid, breakoutRoomUuid: room.uuid });
    expect(guest.session.meeting?.id).not.toBe(reader.session.meeting?.id);
    expect(journey.log.join('')).toContain('breakout room');
    await room.say(room.join('Ana', { language: ENGLISH }), 'Among ourselves.');
    await shows(reader, 'Among ourselves.');
    expect(reader.ended).toEqual([]);
    await guest.watch('es');
    expect(guest.captions).toEqual([]);
  });
});
