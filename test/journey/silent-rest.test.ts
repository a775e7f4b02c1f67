import { expect, it, vi } from 'vitest';
import { leaveWebhook } from '../support/database-file.ts';
import { Journey } from '../support/journey.ts';
import { signInFromPanel } from '../support/sign-in-from-panel.ts';
import { startSilentHttp } from '../support/silent-http.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

it('a restart and a stop do not wait for unanswered REST calls', async () => {
  await using silent = await startSilentHttp();
  await using journey = await Journey.start({
    zoom: { timeScale: 1 },
    env: { AUTO_START: 'meeting-started' },
  });
  const scene = await openScene(journey, 'meeting');
  await say(scene, 'Before.');
  await shows(scene.panel, 'Before.');
  const host = journey.zoom.addUser();
  const waiting = journey.zoom.createMeeting({ host });
  const panel = await journey.openPanel({ meetingUuid: waiting.uuid, uid: host.id, role: 'host' });
  await signInFromPanel(journey, panel, host);

  await journey.stopServer();
  leaveWebhook(journey.directory, 'meeting.started', {
    uuid: waiting.uuid,
    id: waiting.number,
    host_id: host.id,
  });
  const back = scene.stream.readyAgain();
  await journey.startServer({ ZOOM_API_URL: `${silent.url}/v2` });
  await back;
  await vi.waitFor(() => expect(silent.asked).toBeGreaterThan(0));
  await journey.stopServer();
  // Neither has waited until the call was given up, after three requests.
  expect(silent.asked).toBeLessThan(3);
  expect(journey.log.join('')).not.toContain('could not be started automatically');
});
