/** Covers server/http/routes/meter-routes.ts. */
import { expect, it } from 'vitest';
import { startFakeDeepl } from '../support/fake-engines/fake-deepl.ts';
import { Journey } from '../support/journey.ts';
import type { TestPanel } from '../support/test-panel.ts';

const ENGLISH = 9;

function ask(journey: Journey, panel: TestPanel, path: string, init: RequestInit = {}) {
  const { token, meeting } = panel.session;
  return fetch(`${journey.url}/api/meetings/${meeting?.id}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
}

const cap = (journey: Journey, panel: TestPanel, budget: unknown) =>
  ask(journey, panel, '', { method: 'PATCH', body: JSON.stringify({ budget }) });

it('continues with an engine without cost when the budget of a meeting is spent, and reports it to every panel', async () => {
  await using deepl = await startFakeDeepl('key');
  await using journey = await Journey.start({
    env: {
      TRANSLATE_ENGINES: 'deepl,libre',
      DEEPL_KEY: 'key',
      DEEPL_URL: `${deepl.origin}/v2`,
      PRICES: 'deepl=25',
      DRAFTS: 'off',
    },
  });
  const meeting = journey.zoom.createMeeting();
  const host = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'host', role: 'host' });
  const reader = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
  await reader.watch('es');
  await host.watch('es');
  await meeting.startRtms();
  const ana = meeting.join('Ana', { language: ENGLISH });
  const engines = () => reader.captions.map(({ engine }) => engine);

  expect(await (await cap(journey, host, 40)).json()).toMatchObject({
    budget: { characters: 40, spent: false, setBy: 'host' },
  });
  await meeting.say(ana, 'Twenty-six characters now.');
  await reader.settledCaptions(1);
  await meeting.say(ana, 'And these are too many for it.');
  await reader.settledCaptions(2);
  expect(engines()).toEqual(['deepl', 'libre']);
  await reader.until(({ status }) => status?.budgetSpent === true);
  const late = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'late' });
  expect(late.session.meeting?.status).toMatchObject({ budgetSpent: true });
  expect((await late.watch('es')).status).toMatchObject({ budgetSpent: true });

  expect(await (await ask(journey, host, '/meter')).json()).toEqual({
    rows: [
      { language: 'es', engine: 'libre', characters: 30, metered: false },
      { language: 'es', engine: 'deepl', characters: 26, metered: true, usd: 0.00065 },
    ],
    meteredCharacters: 26,
    estimatedUsd: 0.00065,
    usdPerMillion: 25,
    budget: { characters: 40, spent: true, setBy: 'host' },
  });
  expect((await ask(journey, reader, '/meter')).status).toBe(403);
  expect((await cap(journey, reader, 1)).status).toBe(403);
  for (const wrong of [-1, 1.5, '10', undefined]) {
    if (wrong !== undefined) expect((await cap(journey, host, wrong)).status).toBe(400);
  }

  expect((await cap(journey, host, 1_000)).status).toBe(200);
  await reader.until(({ status }) => status?.budgetSpent === undefined);
  await meeting.say(ana, 'Money again.');
  await reader.settledCaptions(3);
  expect(engines()).toEqual(['deepl', 'libre', 'deepl']);

  await journey.stopServer();
  await journey.startServer();
  const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'host', role: 'host' });
  expect(await (await ask(journey, again, '/meter')).json()).toMatchObject({
    meteredCharacters: 38,
    budget: { characters: 1_000 },
  });
});
