/** Covers server/reactions.ts. */
import { describe, expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { signInFromPanel } from '../support/sign-in-from-panel.ts';
import type { TestPanel } from '../support/test-panel.ts';
import { errorsIn, openScene, say, shows, takeViolations } from '../support/zoom-case.ts';
import type { SimulatedUser } from '../zoom-simulator/zoom-simulator.ts';

/** How somebody's data goes: Zoom says that they removed the app, or they ask for it. */
const ways: readonly [
  string,
  (journey: Journey, user: SimulatedUser, panel: TestPanel) => Promise<number>,
][] = [
  ['removes the app', async (journey, user) => (await journey.zoom.deauthorize(user)).status],
  [
    'deletes their data',
    async (journey, _user, panel) => {
      const headers = { authorization: `Bearer ${panel.session.token}` };
      return (await fetch(`${journey.url}/api/me`, { method: 'DELETE', headers })).status;
    },
  ],
];

describe.each(ways)('a participant with a stream of their own who %s', (_way, goes) => {
  it('deletes that stream and their own data, and nothing of the host’s', async () => {
    await using journey = await Journey.start();
    // Nobody has told us who hosts: no meeting.started, and a webhook of before Zoom said whose stream it is.
    const scene = await openScene(journey, 'meeting', { isOld: true });
    const { meeting, panel, stream } = scene;
    const other = journey.zoom.addUser();
    const theirs = await meeting.startRtms({ operator: other, isOriginalHost: false });
    const theirPanel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: other.id });
    await theirPanel.watch('es');
    await signInFromPanel(journey, theirPanel, other);
    await say(scene, 'The host keeps this.');
    await shows(panel, 'The host keeps this.');

    expect(await goes(journey, other, theirPanel)).toBeLessThan(300);

    await vi.waitFor(() => expect(theirPanel.ended).toMatchObject([{ code: 'token-expired' }]));
    await vi.waitFor(() => expect(theirs.stopReason).toBe(20));
    const old = { headers: { authorization: `Bearer ${theirPanel.session.token}` } };
    expect((await fetch(`${journey.url}/api/meetings`, old)).status).toBe(401);
    await say(scene, 'And goes on.');
    await shows(panel, 'The host keeps this.', 'And goes on.');
    expect(panel.ended).toEqual([]);
    expect(stream.stopReason).toBeUndefined();
    expect(takeViolations(journey)).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('ends captions that only their stream carried, and keeps the lines', async () => {
    await using journey = await Journey.start();
    const other = journey.zoom.addUser();
    const scene = await openScene(journey, 'meeting', { operator: other });
    const { meeting, panel, stream } = scene;
    const theirPanel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: other.id });
    await say(scene, 'It stays.');
    await shows(panel, 'It stays.');

    expect(await goes(journey, other, theirPanel)).toBeLessThan(300);

    await vi.waitFor(() => expect(stream.stopReason).toBe(20));
    await panel.until(() => panel.status?.state === 'ended');
    await shows(panel, 'It stays.');
    expect(panel.ended).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });
});
