import { expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { openDatabase } from '../support/locked-database.ts';
import { signInFromPanel } from '../support/sign-in-from-panel.ts';
import { startSilentHttp } from '../support/silent-http.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

/** A webhook that was answered and not acted on, as `kill -9` leaves it. */
function leaveWebhook(journey: Journey, event: string, object: object): void {
  using file = closing(openDatabase(journey.directory));
  const body = JSON.stringify({ event, event_ts: Date.now(), payload: { object } });
  file.database
    .prepare('insert into webhooks (key, event, body, received_at, done) values (?, ?, ?, ?, 0)')
    .run(`${event} left`, event, body, Date.now());
}

function closing(database: ReturnType<typeof openDatabase>) {
  return { database, [Symbol.dispose]: () => database.close() };
}

it('a restart and a stop wait for no REST call that Zoom does not answer', async () => {
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
  leaveWebhook(journey, 'meeting.started', { uuid: waiting.uuid, id: waiting.number, host_id: host.id });
  const back = scene.stream.readyAgain();
  await journey.startServer({ ZOOM_API_URL: `${silent.url}/v2` });
  await back;
  await vi.waitFor(() => expect(silent.asked).toBeGreaterThan(0));
  await journey.stopServer();
  // Neither has waited until the call was given up, after three requests.
  expect(silent.asked).toBeLessThan(3);
  expect(journey.log.join('')).not.toContain('could not be started automatically');
});
