import { describe, expect, it, vi } from 'vitest';
import { Journey } from '../support/journey.ts';
import { signInFromPanel } from '../support/sign-in-from-panel.ts';
import {
  errorsIn,
  notesIn,
  openScene,
  type Scene,
  say,
  shows,
  takeViolations,
  untilReady,
  untilState,
} from '../support/zoom-case.ts';

describe('a new stream after one that ended', () => {
  it.each([
    ['broke down', 19, ['gap']],
    ['somebody stopped', 2, []],
  ] as const)('that %s: is what was missed told?', async (_how, reason, notes) => {
    await using journey = await Journey.start();
    const scene = await openScene(journey, 'meeting');
    const { panel, meeting, stream } = scene;
    await say(scene, 'Before.');
    await shows(panel, 'Before.');
    const stoppedAt = Date.now();
    await stream.stop(reason);
    await untilState(panel, 'ended');
    await vi.waitFor(() => expect(Date.now() - stoppedAt).toBeGreaterThan(2_500));
    await meeting.startRtms();
    await untilState(panel, 'live');
    await say(scene, 'After.');
    await shows(panel, 'Before.', 'After.');
    expect(notesIn(panel)).toEqual(notes);
    const kinds = panel.lines.map(({ kind }) => kind);
    expect(kinds).toEqual(['caption', ...notes, 'caption']);
    const [, gap] = panel.lines;
    if (gap?.kind === 'gap') expect(gap.lengthMs).toBeGreaterThan(2_000);
    expect(takeViolations(journey)).toEqual([]);
  });
});

describe('a user who removes the app', () => {
  it('loses the grant, the sockets and the records of meetings they host; others keep theirs', async () => {
    await using journey = await Journey.start();
    const scene = await openScene(journey, 'meeting');
    const { meeting, panel: guest, stream } = scene;
    const { host } = meeting;
    await meeting.announceStarted();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: host.id, role: 'host' });
    await panel.watch('es');
    await signInFromPanel(journey, panel, host);
    await say(scene, 'The crocodile ate the invoice.');
    await shows(panel, 'The crocodile ate the invoice.');
    const others = await openScene(journey, 'meeting');
    await say(others, 'Not about them.');
    await shows(others.panel, 'Not about them.');

    expect(await journey.zoom.deauthorize(host)).toMatchObject({ status: 200 });
    await vi.waitFor(() => expect(panel.ended).toHaveLength(1));
    await vi.waitFor(() => expect(panel.socket.connected).toBe(false));
    // Nothing of theirs is captured any more, and who read it is told.
    await vi.waitFor(() => expect(stream.stopReason).toBe(20));
    await vi.waitFor(() => expect(guest.ended).toMatchObject([{ code: 'meeting-deleted' }]));
    const read = await fetch(`${journey.url}/sample-text`, {
      headers: { authorization: `Bearer ${guest.session.token}` },
    });
    expect(await read.text()).not.toContain('crocodile');
    // The token they had is worth nothing, though it has not expired.
    const old = { headers: { authorization: `Bearer ${panel.session.token}` } };
    expect((await fetch(`${journey.url}/api/meetings`, old)).status).toBe(401);
    // No grant is left to start anything with.
    const calls = () => journey.zoom.requests.filter(({ path }) => path.endsWith('/rtms_app/status')).length;
    const again = await journey.openPanel({ meetingUuid: meeting.uuid, uid: host.id, role: 'host' });
    const answer = await fetch(`${journey.url}/api/meetings/${again.session.meeting?.id}/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${again.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'start' }),
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'zoom-sign-in-needed' });
    expect(calls()).toBe(0);
    await say(others, 'They go on.');
    await shows(others.panel, 'Not about them.', 'They go on.');
    expect(errorsIn(journey.log)).toEqual([]);
  });
});

describe('a restart of the server', () => {
  it('closes a stream that ended in between once, and resumes the other', async () => {
    await using journey = await Journey.start({ zoom: { timeScale: 40 } });
    const over = await openScene(journey, 'meeting');
    const on = await openScene(journey, 'webinar');
    await journey.stopServer();
    await over.stream.stop(6).catch(() => undefined);
    const back = on.stream.readyAgain();
    await journey.startServer();
    await back;
    const open = async ({ meeting }: Scene) => {
      const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
      await panel.watch('es');
      return panel;
    };
    const [ended, live] = await Promise.all([open(over), open(on)]);
    await say(on, 'Where were we?');
    await shows(live, 'Where were we?');
    await untilState(ended, 'ended');
    // Nobody knocks on the door any more.
    const { total } = over.stream.connections;
    await on.stream.faults.dropBoth();
    await untilReady(on.stream, 3);
    expect(over.stream.connections.total).toBe(total);
    expect(takeViolations(journey)).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });
});
