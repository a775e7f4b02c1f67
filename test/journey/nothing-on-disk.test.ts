import { io } from 'socket.io-client';
import { expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';

it('a panel that waited in a meeting of a server that keeps nothing is asked to open it anew after a restart', async () => {
  await using journey = await Journey.start({ env: { RETENTION_HOURS: '0' } });
  const meeting = journey.zoom.createMeeting();
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await panel.watch('es');
  const { token } = panel.session;
  panel.close();
  await journey.stopServer();
  await journey.startServer();

  // The session outlives the restart, the meeting does not: nobody has deleted it.
  const back = io(journey.url, { transports: ['websocket'], auth: { token }, forceNew: true });
  try {
    const heard: unknown[] = [];
    back.on('ended', (ended) => heard.push(ended.code));
    back.on('connect_error', (error) => heard.push('data' in error ? error.data : error.message));
    await vi.waitFor(() => expect(heard).toEqual([expect.objectContaining({ code: 'token-expired' })]));
  } finally {
    back.close();
  }
  const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await again.watch('es');
  await meeting.startRtms();
  await meeting.say(meeting.join('Ana', { language: 9 }), 'We go on.');
  expect(await again.settledCaptions(1)).toEqual(['[es] We go on.']);
});
