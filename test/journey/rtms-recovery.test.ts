import { describe, expect, it, vi } from 'vitest';
import { RtmsStage } from '../support/rtms-stage.ts';
import type { SimulatedStream } from '../zoom-simulator/zoom-simulator.ts';

async function scene(options: { timeScale?: number } = {}) {
  const stage = await RtmsStage.open(options);
  const meeting = stage.zoom.createMeeting();
  const ana = meeting.join('Ana');
  const stream = await meeting.startRtms();
  await stage.told('live');
  return { stage, meeting, ana, stream };
}

/** The client is ready for the `count`th time. */
async function readyAgain(stream: SimulatedStream, count = 2): Promise<void> {
  await vi.waitFor(() => expect(stream.connections.ready).toBe(count), { timeout: 15_000, interval: 5 });
}

describe('a stream whose connection is lost', () => {
  it.each([{}, { event7: false }, { state2: false }, { event7: false, state2: false }])(
    'restores media alone, once, told %j',
    async (told) => {
      const { stage, meeting, ana, stream } = await scene();
      await using _ = stage;
      await stream.faults.dropMedia(told);
      await readyAgain(stream);
      await stage.told('live');
      await meeting.say(ana, 'Back.');
      await stage.heard('Back.');
      expect(stream.connections).toMatchObject({ signaling: 1, media: 2 });
      expect(stage.zoom.violations).toEqual([]);
    },
  );

  it.each([{ webhook: true }, { webhook: false }])(
    'restores both when signaling is lost, %j',
    async (told) => {
      const { stage, meeting, ana, stream } = await scene();
      await using _ = stage;
      await stream.faults.dropSignaling(told);
      await readyAgain(stream);
      await meeting.say(ana, 'Back.');
      await stage.heard('Back.');
      expect(stage.states).toContain('reconnecting');
      expect(stage.zoom.violations).toEqual([]);
    },
  );

  it('restores both links once when both close together', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    await stream.faults.dropBoth();
    await readyAgain(stream);
    await stage.told('live');
    expect(stream.connections).toMatchObject({ signaling: 2, media: 2 });
  });

  it('detects a half-open connection by its silence', async () => {
    const { stage, meeting, ana, stream } = await scene({ timeScale: 100 });
    await using _ = stage;
    stream.faults.goSilent();
    await readyAgain(stream);
    await meeting.say(ana, 'Back.');
    await stage.heard('Back.');
  });

  it('moves to the new server when Zoom starts the stream again', async () => {
    const { stage, meeting, ana, stream } = await scene();
    await using _ = stage;
    const oldUrl = stream.url;
    await stream.faults.failover();
    await readyAgain(stream);
    await meeting.say(ana, 'Here.');
    await stage.heard('Here.');
    expect(stream.url).not.toBe(oldUrl);
    expect(stage.store.rows.get(stream.id)?.serverUrls).toEqual([stream.url]);
  });

  it('does not connect twice for a repeated webhook', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    const started = stage.zoom.webhooks.find(({ event }) => event.endsWith('rtms_started'));
    await stage.zoom.repeatWebhook(started);
    expect(stage.states.at(-1)).toBe('live');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('connects after the refusal of a duplicate', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const stream = await meeting.startRtms({ waitReady: false, announce: false });
    stream.faults.scriptSignalingStatus([8]);
    await stream.announce(stream.url);
    await stream.ready();
    await stage.told('live');
    expect(stream.connections.signaling).toBe(2);
  });

  it.each([
    [3, { code: 'signature', handshake: { link: 'signaling', status: 3 } }],
    [12, { code: 'no-transcripts', handshake: { link: 'media', status: 12 } }],
  ] as const)('stops at the fatal status %i, and says so', async (status, reason) => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const stream = await meeting.startRtms({ waitReady: false, announce: false });
    if (status === 3) stream.faults.scriptSignalingStatus([status]);
    else stream.faults.scriptMediaStatus([status]);
    await stream.announce(stream.url);
    await stage.told('ended');
    expect(stage.stateUpdates.at(-1)?.reason).toEqual(reason);
    expect(stream.connections.signaling).toBe(1);
  });

  it('ends at a server that always refuses, after retries with backoff', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const stream = await meeting.startRtms({ waitReady: false, announce: false });
    stream.faults.refuseConnections(1_000);
    await stream.announce(stream.url);
    await stage.told('ended');
    expect(stage.streams.counters.signalingAttempts).toBeLessThanOrEqual(10);
    // Zoom's window and this app's end at the same moment: either may be first.
    expect(stage.stateUpdates.at(-1)?.reason?.code).toMatch(/^not-(made|restored)$/);
  });

  it.each([
    ['cut before they open', (stream: SimulatedStream) => stream.faults.refuseConnections(2)],
    ['closed silently', (stream: SimulatedStream) => stream.faults.closeSilently1000(2)],
    ['never answered', (stream: SimulatedStream) => stream.faults.hangHandshakes({ signaling: 1, media: 1 })],
  ])('gets through handshakes that are %s', async (_, fault) => {
    await using stage = await RtmsStage.open({ timeScale: 40 });
    const meeting = stage.zoom.createMeeting();
    const stream = await meeting.startRtms({ waitReady: false, announce: false });
    fault(stream);
    await stream.announce(stream.url);
    await readyAgain(stream, 1);
    await stage.told('live');
  });

  it('backs off while another copy of the app takes the stream, and does not end', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    const waits: number[] = [];
    for (let kicks = 1; kicks <= 6; kicks += 1) {
      await stream.faults.kick();
      const kickedAt = performance.now();
      await readyAgain(stream, kicks + 1);
      waits.push(performance.now() - kickedAt);
    }
    // Zoom's 8 s, at least, instead of none.
    expect(waits.at(-1)).toBeGreaterThan(8_000 / stage.zoom.timeScale);
    await stage.told('live');
    expect(stage.states).not.toContain('ended');
  });

  it.each([
    ['announced by Zoom', { event7: true, state2: true }],
    ['after speech', { event7: false, state2: false }],
  ])('comes back at once however often media is lost, %s', async (which, told) => {
    const { stage, meeting, ana, stream } = await scene({ timeScale: 4 });
    await using _ = stage;
    const spoken: string[] = [];
    for (let loss = 1; loss <= 8; loss += 1) {
      if (which === 'after speech') {
        spoken.push(`Sentence ${loss} ends.`);
        await meeting.say(ana, `Sentence ${loss} ends.`);
        await stage.heard(...spoken);
      }
      await stream.faults.dropMedia(told);
      await readyAgain(stream, loss + 1);
    }
    await stage.told('live');
    expect(stage.states).not.toContain('ended');
    expect(stage.retries).toBeLessThanOrEqual(1);
    expect(stage.zoom.violations).toEqual([]);
  });

  it('reconnects once for a repeated event 7', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    const timestamp = Date.now();
    const event = { msg_type: 6, event: { event_type: 7, timestamp } };
    await stream.faults.sendRaw('signaling', event);
    await readyAgain(stream);
    await stage.told('live');
    await stream.faults.sendRaw('media', event);
    await stream.faults.sendRaw('signaling', event);
    await stage.tookEverything(stream);
    expect(stream.connections).toMatchObject({ signaling: 1, media: 2 });
  });

  it.each([{}, { reason: 16 }])('reopens media that Zoom calls interrupted, %j', async (reason) => {
    const { stage, meeting, ana, stream } = await scene();
    await using _ = stage;
    stream.server.media?.goSilent();
    await stream.faults.sendRaw('signaling', { msg_type: 8, state: 2, ...reason });
    await readyAgain(stream);
    await meeting.say(ana, 'Back.');
    await stage.heard('Back.');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 2 });
  });

  it('keeps a connection that was restored before Zoom reports the loss', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    const lostAt = Date.now();
    await stream.faults.dropSignaling({ webhook: false });
    await readyAgain(stream);
    await stage.told('live');
    await stage.zoom.sendWebhook(
      'meeting.rtms_interrupted',
      { rtms_stream_id: stream.id },
      { eventTs: lostAt - 1 },
    );
    await stage.tookEverything(stream);
    expect(stream.connections).toMatchObject({ signaling: 2, media: 2 });
  });

  it('continues in the next process', async () => {
    const { stage, meeting, ana, stream } = await scene();
    await using _ = stage;
    await meeting.say(ana, 'Before.');
    await stage.heard('Before.');
    await stage.restart();
    await readyAgain(stream);
    await meeting.say(ana, 'After.');
    await stage.heard('Before.', 'After.');
    expect(stage.states).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  });

  it('reports the time without a process as a gap, and none for a paused stream', async () => {
    const { stage, meeting, ana, stream } = await scene();
    await using _ = stage;
    const gaps = () => stage.updates.flatMap((update) => (update.type === 'gap' ? [update.lengthMs] : []));
    await meeting.say(ana, 'Before.');
    await stage.heard('Before.');
    await stage.restart(7_000);
    await readyAgain(stream);
    await vi.waitFor(() => expect(gaps()).toHaveLength(1));
    expect(gaps()[0]).toBeGreaterThanOrEqual(7_000);
    expect(gaps()[0]).toBeLessThan(12_000);
    await stream.pause();
    await stage.told('paused');
    await stage.restart(7_000);
    await readyAgain(stream, 3);
    await stage.told('paused');
    expect(gaps()).toHaveLength(1);
  });

  it('closes a stream at the restart that ended in between', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    await stage.streams[Symbol.asyncDispose]();
    stage.zoom.installWebhook('http://127.0.0.1:9/nobody');
    await stream.stop(6).catch(() => undefined);
    await stage.restart();
    await stage.told('ended');
    await vi.waitFor(() => expect(stage.store.rows.get(stream.id)?.phase).toBe('ended'));
  });

  it('ignores a start that comes after its stop', async () => {
    const { stage, stream } = await scene();
    await using _ = stage;
    const stopped = { type: 'stream-stopped', streamId: 'unknown', stopReason: 2, at: Date.now() } as const;
    await stage.streams.stopped(stopped);
    await stage.streams.started('meeting-1', {
      type: 'stream-started',
      streamId: 'unknown',
      zoomUuid: 'u',
      serverUrls: [stream.url],
      at: Date.now(),
    });
    expect(stage.store.rows.get('unknown')).toMatchObject({ phase: 'ended', stopReason: 2 });
    expect(stage.streams.counters.signalingAttempts).toBe(1);
  });

  it('reports the length of a gap', async () => {
    const { stage, stream } = await scene({ timeScale: 8 });
    await using _ = stage;
    stream.faults.refuseConnections(5);
    await stream.faults.dropBoth();
    await readyAgain(stream);
    const gaps = () => stage.updates.filter(({ type }) => type === 'gap');
    await vi.waitFor(() => expect(gaps()).toHaveLength(1));
    expect(gaps()[0]).toMatchObject({ streamId: stream.id, lengthMs: expect.any(Number) });
    expect(stage.streams.counters.gaps).toBe(1);
  });
});
