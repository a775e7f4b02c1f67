import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Journey } from '../../support/journey.ts';
import {
  errorsIn,
  kinds,
  openScene,
  type Scene,
  say,
  shows,
  takeViolations,
  untilReady,
  untilState,
} from '../../support/zoom-case.ts';

/** Says on until the fault is over: what Zoom delivers must be shown, what it could not must not appear. */
async function sayBackAgain(scene: Scene): Promise<void> {
  await say(scene, 'Back again.');
  await shows(scene.panel, 'Before.', 'Back again.');
}

describe.each(kinds)('a lost connection of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  async function spokenScene(): Promise<Scene> {
    const scene = await openScene(journey, kind);
    await say(scene, 'Before.');
    await shows(scene.panel, 'Before.');
    return scene;
  }

  it('two streams of one meeting are independent: stopping one leaves the other', async () => {
    const scene = await spokenScene();
    const second = await scene.meeting.startRtms({ operator: journey.zoom.addUser() });
    await say(scene, 'Both carry this.');
    await scene.stream.stop(2);
    await vi.waitFor(() => expect(scene.stream.connections.open).toEqual({ signaling: false, media: false }));
    await say(scene, 'One is left.');
    await shows(scene.panel, 'Before.', 'Both carry this.', 'One is left.');
    expect(scene.panel.status?.state).toBe('live');
    expect(second.connections).toMatchObject({
      signaling: 1,
      media: 1,
      open: { signaling: true, media: true },
    });
    // A restart in the same meeting has a new id, and goes on in the same panel.
    await second.stop(2);
    await untilState(scene.panel, 'ended');
    await scene.meeting.startRtms();
    await untilState(scene.panel, 'live');
    await say(scene, 'A third.');
    await shows(scene.panel, 'Before.', 'Both carry this.', 'One is left.', 'A third.');
  });

  it('silence on signaling while TCP is up: a new handshake', async () => {
    const scene = await spokenScene();
    scene.stream.faults.goSilent('signaling');
    await untilState(scene.panel, 'reconnecting');
    await untilState(scene.panel, 'live');
    expect(scene.stream.connections).toMatchObject({ signaling: 2, media: 2, ready: 2 });
    await sayBackAgain(scene);
  });

  it('a busy media socket without keep-alives is not taken for dead', async () => {
    const scene = await spokenScene();
    const { stream, panel } = scene;
    stream.faults.keepAliveOnlyWhenIdle();
    const spoken = ['Before.'];
    // Longer than the watchdog's limit of 1.5 s.
    for (const end = Date.now() + 2_000; Date.now() < end; ) {
      spoken.push(`Sentence ${spoken.length} ends.`);
      await say(scene, spoken.at(-1) ?? '');
      await panel.settledCaptions(spoken.length);
    }
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    expect(panel.statuses.map(({ state }) => state)).not.toContain('reconnecting');
    await shows(panel, ...spoken);
  });

  it.each([{}, { event7: false }, { state2: false }, { event7: false, state2: false }])(
    'media is lost, told %j: exactly one media reconnect',
    async (told) => {
      const scene = await spokenScene();
      await scene.stream.faults.dropMedia(told);
      await untilReady(scene.stream, 2);
      await sayBackAgain(scene);
      expect(scene.stream.connections).toMatchObject({ signaling: 1, media: 2 });
    },
  );

  it('backs off while media closes repeatedly, and does not end', async () => {
    const scene = await spokenScene();
    const { stream, panel } = scene;
    const waits: number[] = [];
    for (let losses = 1; losses <= 6; losses += 1) {
      await stream.faults.dropMedia({ event7: false, state2: false });
      const lostAt = performance.now();
      await untilReady(stream, losses + 1);
      waits.push(performance.now() - lostAt);
    }
    // The first at once, the last after 8 s of Zoom's.
    expect(waits.at(-1)).toBeGreaterThan(8_000 / journey.zoom.timeScale);
    await sayBackAgain(scene);
    expect(panel.statuses.map(({ state }) => state)).not.toContain('ended');
  });

  it('signaling closes and media stays: signaling is made anew', async () => {
    const scene = await spokenScene();
    await scene.stream.faults.dropSignaling({ webhook: false });
    await untilReady(scene.stream, 2);
    await sayBackAgain(scene);
    expect(scene.stream.connections).toMatchObject({ signaling: 2, open: { signaling: true, media: true } });
  });

  it.each([{ webhook: false }, { webhook: true }])('both close together, %j: one reconnect', async (told) => {
    const scene = await spokenScene();
    await scene.stream.faults.dropBoth(told);
    await untilReady(scene.stream, 2);
    await sayBackAgain(scene);
    expect(scene.stream.connections).toMatchObject({ signaling: 2, media: 2, ready: 2 });
  });

  it('ends by the state on signaling; the webhook adds the reason', async () => {
    const scene = await spokenScene();
    const { stream, panel, meeting } = scene;
    // The webhook goes astray for now.
    journey.zoom.installWebhook('http://127.0.0.1:9/nobody');
    await stream.faults.sendRaw('signaling', { msg_type: 8, state: 4, reason: 0, timestamp: Date.now() });
    await untilState(panel, 'ended');
    await vi.waitFor(() => expect(stream.connections.open).toEqual({ signaling: false, media: false }));
    journey.zoom.installWebhook(`${journey.url}/webhook`);
    await journey.zoom.sendWebhook(`${kind}.rtms_interrupted`, {
      [`${kind}_uuid`]: meeting.uuid,
      rtms_stream_id: stream.id,
    });
    await journey.zoom.sendWebhook(`${kind}.rtms_stopped`, {
      [`${kind}_uuid`]: meeting.uuid,
      rtms_stream_id: stream.id,
      stop_reason: 6,
    });
    await vi.waitFor(() =>
      expect(panel.status).toMatchObject({
        state: 'ended',
        reason: 'The meeting has ended.',
        reasonCode: 'meeting-ended',
      }),
    );
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    await shows(panel, 'Before.');
    await stream.stop(6);
  });

  it('a pause is shown, and resuming continues on the same sockets', async () => {
    const scene = await spokenScene();
    const { stream, panel } = scene;
    await stream.pause();
    await untilState(panel, 'paused');
    await stream.resume();
    await untilState(panel, 'live');
    await sayOn(scene);
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    expect(panel.statuses.map(({ state }) => state)).not.toContain('reconnecting');
  });

  async function sayOn(scene: Scene): Promise<void> {
    await say(scene, 'We go on.');
    await scene.panel.settledCaptions(2);
    expect(scene.panel.settled).toEqual(['[es] Before.', '[es] We go on.']);
  }
});

describe.each(kinds)('the process behind a %s', (kind) => {
  it('resumes without loss within the window; a later restart ends the stream with the reason', async () => {
    await using journey = await Journey.start({ zoom: { timeScale: 40 } });
    const scene = await openScene(journey, kind);
    await say(scene, 'Before.');
    await shows(scene.panel, 'Before.');
    await journey.stopServer();
    const back = scene.stream.readyAgain();
    await journey.startServer();
    await back;
    const panel = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await say(scene, 'After.');
    await shows(panel, 'Before.', 'After.');

    await journey.stopServer();
    // Nobody is there to hear of the end.
    await scene.stream.stop(6).catch(() => undefined);
    await journey.startServer();
    const late = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'reader' });
    await late.watch('es');
    await untilState(late, 'ended');
    expect(late.status?.reason).toMatch(/could not be restored in time/);
    await shows(late, 'Before.', 'After.');
    const { total } = scene.stream.connections;

    await journey.stopServer();
    await journey.startServer();
    const again = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'reader' });
    expect(await again.watch('es')).toMatchObject({ status: { state: 'ended' } });
    expect(scene.stream.connections.total).toBe(total);
    expect(errorsIn(journey.log)).toEqual([]);
    expect(takeViolations(journey)).toEqual([]);
  });

  it('closes the sockets at a graceful stop and requests no end from Zoom', async () => {
    await using journey = await Journey.start();
    const { panel, stream } = await openScene(journey, kind);
    await journey.stopServer();
    expect(panel.ended).toMatchObject([{ code: 'server-draining' }]);
    await vi.waitFor(() => expect(stream.connections.open).toEqual({ signaling: false, media: false }));
    expect(stream.received.signaling).not.toContainEqual(expect.objectContaining({ msg_type: 21 }));
    expect(stream.stopReason).toBeUndefined();
    expect(takeViolations(journey)).toEqual([]);
  });
});
