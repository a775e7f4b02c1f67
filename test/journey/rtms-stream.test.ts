/** Covers server/zoom/rtms/stream.ts, server/zoom/rtms/stream-commands.ts, server/zoom/rtms/stream-frames.ts. */
import { describe, expect, it, vi } from 'vitest';
import { RtmsStage } from '../support/rtms-stage.ts';

describe('a stream of a meeting', () => {
  it('delivers segments in order, with speaker and language', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana', { language: 28 });
    await meeting.startRtms();
    await meeting.say(ana, 'Hola a todos.');
    await meeting.say(ana, 'Empezamos.', { binary: true, unit: 'us' });
    await stage.heard('Hola a todos.', 'Empezamos.');
    const [first, second] = stage.segments;
    expect(first).toMatchObject({
      meetingId: 'meeting-1',
      speaker: { id: String(ana.userId), name: 'Ana' },
      sourceLanguage: 'es',
      attribute: 'new',
    });
    expect(second?.startedAt).toBeGreaterThan(first?.startedAt ?? Number.NaN);
    expect(Math.abs((second?.startedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(stage.states).toEqual(['connecting', 'live']);
    expect(stage.zoom.violations).toEqual([]);
  });

  it('stays connected on keep-alives alone, and on a busy socket without them', async () => {
    await using stage = await RtmsStage.open({ timeScale: 40 });
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana');
    const stream = await meeting.startRtms();
    await vi.waitFor(() => {
      const answers = stream.received.media.filter((frame) =>
        JSON.stringify(frame).includes('"msg_type":13'),
      );
      expect(answers.length).toBeGreaterThan(3);
    });
    stream.faults.keepAliveOnlyWhenIdle();
    for (let count = 0; count < 20; count += 1) {
      await meeting.say(ana, `Sentence ${count} ends.`);
      await vi.waitFor(() => expect(stage.texts).toHaveLength(count + 1));
    }
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    expect(stage.zoom.violations).toEqual([]);
  });

  it.each([['transcript'], ['all']] as const)(
    'works where Zoom offers only the address %s',
    async (address) => {
      await using stage = await RtmsStage.open();
      const meeting = stage.zoom.createMeeting();
      await meeting.startRtms({ mediaUrls: [address] });
      await stage.told('live');
    },
  );

  it('ends with a sentence where Zoom offers no address', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    await meeting.startRtms({ mediaUrls: [], waitReady: false });
    await stage.told('ended');
    expect(stage.stateUpdates.at(-1)?.reason).toEqual({ code: 'no-transcripts' });
    await vi.waitFor(() => expect([...stage.store.rows.values()][0]?.phase).toBe('ended'));
  });

  it('connects to the reachable one of several addresses', async () => {
    await using stage = await RtmsStage.open();
    await stage.zoom.createMeeting().startRtms({ serverUrls: 'list' });
    await stage.told('live');
  });

  it('connects to no address outside the allow list', async () => {
    await using stage = await RtmsStage.open();
    const at = Date.now();
    await stage.streams.started('meeting-1', {
      type: 'stream-started',
      streamId: 's',
      zoomUuid: 'u',
      serverUrls: ['wss://169.254.169.254/latest'],
      at,
    });
    expect(stage.states).toEqual(['ended']);
    expect(stage.streams.counters.signalingAttempts).toBe(0);
  });

  it('requests the configured language, and detection off with only:', async () => {
    await using stage = await RtmsStage.open({ sourceLanguage: { mode: 'only', language: 'es' } });
    const stream = await stage.zoom.createMeeting().startRtms();
    expect(stream.received.media[0]).toMatchObject({
      media_type: 8,
      media_params: { transcript: { src_language: 28, enable_lid: false } },
    });
    expect(stage.log).toContain('revisions');
  });

  it('shows a pause and resumes on the same sockets', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana');
    const stream = await meeting.startRtms();
    await stream.pause();
    await stage.told('paused');
    await stream.resume();
    await stage.told('live');
    await meeting.say(ana, 'We go on.');
    await stage.heard('We go on.');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('reports joins and leaves, but nobody present before the stream', async () => {
    await using stage = await RtmsStage.open({ timeScale: 40 });
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana');
    const stream = await meeting.startRtms();
    await vi.waitFor(() => expect(stream.connections.ready).toBe(1));
    await stage.told('live');
    const settled = Date.now() + 100;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(settled));
    const ben = meeting.join('Ben');
    meeting.leave(ana);
    meeting.leave({ userId: 1, name: 'Nobody', language: 9 });
    const people = () =>
      stage.updates.filter(({ type }) => type === 'speaker-joined' || type === 'speaker-left');
    await vi.waitFor(() =>
      expect(people()).toMatchObject([
        { type: 'speaker-joined', speaker: { id: String(ben.userId), name: 'Ben' } },
        { type: 'speaker-left', speaker: { id: String(ana.userId), name: 'Ana' } },
      ]),
    );
  });

  it('survives malformed frames', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana');
    const { faults, ...stream } = await meeting.startRtms();
    for (const socket of ['signaling', 'media'] as const) {
      await faults.sendRaw(socket, '{"msg_type":17,');
      await faults.sendRaw(socket, '');
      await faults.sendRaw(socket, Buffer.from([0xff, 0xfe, 0x00]));
      await faults.sendRaw(socket, { msg_type: 4711 });
      await faults.sendRaw(socket, { msg_type: 6, event: { event_code: 9 } });
      await faults.sendRaw(socket, { msg_type: 6, event: { event_type: 3, participants: 'all' } });
    }
    await meeting.say(ana, 'Still here.');
    await stage.heard('Still here.');
    expect(stage.streams.counters).toMatchObject({ malformedFrames: 6, linksLost: 0 });
    expect(stage.streams.counters.ignoredFrames).toBeGreaterThanOrEqual(4);
    expect(stream.id).toBeDefined();
  });

  it('ends once Zoom stops it, with the reason, and keeps its row', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const stream = await meeting.startRtms();
    await stream.stop(6);
    await stage.told('ended');
    expect(stage.stateUpdates.at(-1)?.reason).toEqual({ code: 'meeting-ended' });
    await vi.waitFor(() =>
      expect(stage.store.rows.get(stream.id)).toMatchObject({ phase: 'ended', stopReason: 6 }),
    );
    expect(stage.states.filter((state) => state === 'ended')).toHaveLength(1);
    expect(stage.streams.openStreams).toBe(0);
    expect(stage.store.deleted).toEqual([]);
    expect(stream.connections.signaling).toBe(1);
  });

  it('deletes the record of a revoked stream at once', async () => {
    await using stage = await RtmsStage.open();
    const stream = await stage.zoom.createMeeting().startRtms();
    await stream.stop(8);
    // By message and by webhook, whichever is first: deleting twice deletes no more than once.
    await vi.waitFor(() => expect([...new Set(stage.store.deleted)]).toEqual([stream.id]));
  });

  it('is independent of other streams of its meeting', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Ana');
    const hosts = await meeting.startRtms();
    const guests = await meeting.startRtms({ operator: stage.zoom.addUser() });
    expect(stage.streams.ofMeeting('meeting-1')).toMatchObject([
      { streamId: hosts.id, isOriginalHost: true, state: 'live', operatorId: hosts.operator.id },
      { streamId: guests.id, isOriginalHost: false, state: expect.any(String) },
    ]);
    await hosts.stop(2);
    await vi.waitFor(() => expect(stage.streams.ofMeeting('meeting-1')).toHaveLength(1));
    await meeting.say(ana, 'Still heard.');
    await stage.heard('Still heard.');
    expect(stage.segments[0]?.streamId).toBe(guests.id);
  });

  it('requests Zoom to end a stream that is closed here', async () => {
    await using stage = await RtmsStage.open();
    const stream = await stage.zoom.createMeeting().startRtms();
    await stage.streams.close(stream.id);
    await vi.waitFor(() => expect(stream.stopReason).toBe(20));
    expect(stage.store.rows.get(stream.id)).toMatchObject({ phase: 'ended', stopReason: 20 });
  });

  it('closes its sockets at shutdown without ending, for the next process', async () => {
    await using stage = await RtmsStage.open();
    const stream = await stage.zoom.createMeeting().startRtms();
    await stage.streams[Symbol.asyncDispose]();
    await vi.waitFor(() => expect(stream.connections.open).toEqual({ signaling: false, media: false }));
    expect(stream.received.signaling).not.toContainEqual(expect.objectContaining({ msg_type: 21 }));
    expect(stage.store.rows.get(stream.id)?.phase).toBe('open');
    expect(stage.states.at(-1)).toBe('live');
  });

  it('logs no secret, name or spoken word', async () => {
    await using stage = await RtmsStage.open();
    const meeting = stage.zoom.createMeeting();
    const ana = meeting.join('Anastasia');
    const stream = await meeting.startRtms();
    await meeting.say(ana, 'Confidential matters.');
    await stage.heard('Confidential matters.');
    await stream.faults.dropBoth();
    await stream.ready();
    const [hello] = stream.received.signaling;
    expect(stage.log).toContain(stream.id);
    for (const secret of [stage.zoom.clientSecret, 'Anastasia', 'Confidential', signatureOf(hello)]) {
      expect(stage.log).not.toContain(secret);
    }
  });
});

function signatureOf(frame: unknown): string {
  if (
    typeof frame === 'object' &&
    frame !== null &&
    'signature' in frame &&
    typeof frame.signature === 'string'
  ) {
    return frame.signature;
  }
  throw new Error('no signature was sent');
}
