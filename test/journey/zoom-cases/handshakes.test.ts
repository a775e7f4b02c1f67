import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Journey } from '../../support/journey.ts';
import {
  errorsIn,
  kinds,
  openScene,
  openSilently,
  say,
  shows,
  takeViolations,
  untilState,
} from '../../support/zoom-case.ts';

/** Frames of this type, of what one socket has received. */
function framesOf(received: readonly unknown[], type: number): unknown[] {
  return received.filter((frame) => JSON.stringify(frame).startsWith(`{"msg_type":${type},`));
}

describe.each(kinds)('handshakes of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('a refused signaling handshake is shown; a fatal one is not retried, others are within the window', async () => {
    for (const status of [3, { status: 15, reason: 'INVALID_SIGNATURE' }]) {
      const { stream, panel } = await openSilently(journey, kind);
      stream.faults.scriptSignalingStatus([status]);
      await stream.announce(stream.url);
      await untilState(panel, 'ended');
      expect(panel.status?.reason).toMatch(/signature.*status (3|15)/);
      expect(stream.connections).toMatchObject({ signaling: 1, media: 0 });
    }
    const lasting = await openSilently(journey, kind);
    lasting.stream.faults.scriptSignalingStatus(Array.from({ length: 100 }, () => 45));
    await lasting.stream.announce(lasting.stream.url);
    await vi.waitFor(() =>
      expect(lasting.panel.status).toMatchObject({
        state: 'connecting',
        reason: expect.stringContaining('status 45'),
      }),
    );
    await untilState(lasting.panel, 'ended');
    expect(lasting.stream.connections.signaling).toBeGreaterThan(1);
    expect(lasting.stream.connections.signaling).toBeLessThanOrEqual(10);
  });

  it('a reason of Zoom is logged cut and cleaned', async () => {
    const { stream, panel } = await openSilently(journey, kind);
    stream.faults.scriptSignalingStatus([{ status: 3, reason: `\u202e${'spoken '.repeat(42_000)}` }]);
    await stream.announce(stream.url);
    await untilState(panel, 'ended');
    expect(journey.log.filter((line) => line.includes('Zoom refused a handshake')).at(-1)).not.toMatch(
      /\u202e/,
    );
    for (const line of journey.log) expect(line.length).toBeLessThan(2_000);
  });

  it('connects after status 8', async () => {
    const scene = await openSilently(journey, kind);
    scene.stream.faults.scriptSignalingStatus([8]);
    await scene.stream.announce(scene.stream.url);
    await untilState(scene.panel, 'live');
    await say(scene, 'We are in.');
    await shows(scene.panel, 'We are in.');
    expect(scene.stream.connections).toMatchObject({ signaling: 2, handshakes: 1, media: 1 });
    expect(scene.panel.status?.reason).toBeUndefined();
  });

  it('ends at a refused media handshake, with the reason', async () => {
    for (const status of [12, 14, 36, 43]) {
      const { stream, panel } = await openSilently(journey, kind);
      stream.faults.scriptMediaStatus([status]);
      await stream.announce(stream.url);
      await untilState(panel, 'ended');
      expect(panel.status?.reason).toContain(`media handshake, status ${status}`);
      await vi.waitFor(() => expect(stream.connections.open).toEqual({ signaling: false, media: false }));
      expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    }
  });

  it('whatever media addresses are offered: one of them, the other, or none', async () => {
    for (const address of ['transcript', 'all'] as const) {
      const scene = await openScene(journey, kind, { mediaUrls: [address] });
      await say(scene, 'Either will do.');
      await shows(scene.panel, 'Either will do.');
    }
    for (const media_server of [
      undefined,
      {},
      { server_urls: null },
      { server_urls: { audio: 'wss://a' } },
    ]) {
      const { stream, panel } = await openSilently(journey, kind);
      stream.faults.alterSignalingAnswer({ media_server });
      await stream.announce(stream.url);
      await untilState(panel, 'ended');
      expect(panel.status?.reason).toContain('no transcript server');
    }
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('message 1 carries protocol_version and sequence', async () => {
    const { stream } = await openScene(journey, kind);
    expect(stream.received.signaling[0]).toMatchObject({ msg_type: 1, protocol_version: 1, sequence: 1 });
    expect(stream.received.media[0]).toMatchObject({ msg_type: 3, protocol_version: 1, media_type: 8 });
  });

  it('message 7 goes out on signaling after each good message 4, and at no other time', async () => {
    const scene = await openSilently(journey, kind);
    const { stream } = scene;
    // Refused once: no message 7 for that.
    stream.faults.scriptMediaStatus([16]);
    await stream.announce(stream.url);
    await stream.ready();
    expect(framesOf(stream.received.signaling, 7)).toHaveLength(1);
    await stream.faults.dropMedia();
    await vi.waitFor(() => expect(stream.connections.ready).toBe(2));
    await say(scene, 'And again.');
    await shows(scene.panel, 'And again.');
    expect(framesOf(stream.received.signaling, 7)).toHaveLength(2);
    expect(framesOf(stream.received.media, 7)).toEqual([]);
  });

  it('keep-alives are echoed on both sockets, digit for digit', async () => {
    const { stream } = await openScene(journey, kind);
    // Above 2^53 a number does not survive JSON.parse.
    await stream.faults.sendRaw('signaling', '{"msg_type":12,"timestamp":17507910550056051234}');
    await vi.waitFor(() => {
      const media = JSON.stringify(framesOf(stream.received.media, 13));
      const signaling = JSON.stringify(framesOf(stream.received.signaling, 13));
      expect(media).toMatch(/"timestamp":\d{16}\b/);
      expect(signaling).toMatch(/"timestamp":\d{13}\b/);
    });
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    // The simulator counts a wrong echo as a violation; of the odd one it knows nothing.
    expect(takeViolations(journey)).toEqual([expect.stringContaining('which was not asked')]);
  });

  it.each([
    ['refused', (faults: Faults) => faults.refuseConnections(2)],
    ['closed silently', (faults: Faults) => faults.closeSilently1000(2)],
    ['never answered', (faults: Faults) => faults.hangHandshakes({ signaling: 1, media: 1 })],
  ])('gets through connections that are %s, with backoff', async (_, fault) => {
    const scene = await openSilently(journey, kind);
    fault(scene.stream.faults);
    await scene.stream.announce(scene.stream.url);
    await untilState(scene.panel, 'live');
    await say(scene, 'Through.');
    await shows(scene.panel, 'Through.');
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('goes on with JSON of the first version when Zoom speaks of the second', async () => {
    const scene = await openSilently(journey, kind);
    const { stream } = scene;
    stream.faults.alterSignalingAnswer({
      srt_passphrase: 'p',
      srt_pbkey_length: 16,
      srtp_keys: {},
      protocol_version: 2,
    });
    await stream.announce(stream.url);
    await stream.ready();
    await stream.faults.sendRaw('signaling', { msg_type: 6, event: { event_code: 7, timestamp: 1 } });
    await stream.faults.sendRaw('signaling', { msg_type: 6, event: { event_code: 'X', event_type: 99 } });
    await stream.faults.sendRaw('media', { msg_type: 31, content: {} });
    // Protobuf: field 1 with a number, field 2 with text.
    for (const socket of ['signaling', 'media'] as const)
      await stream.faults.sendRaw(socket, Buffer.from([0x08, 0x11, 0x12, 0x03, 0x61, 0x62, 0x63]));
    await say(scene, 'Still the first version.', { extra: { rewind: true, words: [{ at: 1 }] } });
    await shows(scene.panel, 'Still the first version.');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1 });
    const log = journey.log.join('');
    expect(log).toContain('this app goes on with version 1');
    expect(log.match(/frames that are no JSON/g)).toHaveLength(1);
  });
});

type Faults = Awaited<ReturnType<typeof openSilently>>['stream']['faults'];
