import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Journey } from '../../support/journey.ts';
import {
  errorsIn,
  kinds,
  openAudience,
  openScene,
  openSilently,
  say,
  shows,
  takeViolations,
  untilReady,
  untilState,
} from '../../support/zoom-case.ts';

const MINUTE_MS = 60_000;

describe.each(kinds)('webhooks of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('without Zoom’s signature nothing starts', async () => {
    const { meeting, panel } = await openAudience(journey, kind);
    for (const webhook of [{ unsigned: true }, { badSignature: true }]) {
      const stream = await meeting.startRtms({ waitReady: false, announce: false, webhook });
      expect(await stream.announce(stream.url)).toMatchObject({ status: 401 });
      expect(stream.connections.total).toBe(0);
    }
    expect(panel.status?.state).toBe('waiting');
  });

  it('the signature is over the bytes: odd spacing, escapes and key order are accepted', async () => {
    const scene = await openSilently(journey, kind);
    const { stream, meeting } = scene;
    const raw = ` {\t"payload" : { "rtms_stream_id":"${stream.id}",\r\n "topic" : "\\u00e9t\\u00e9 – été 😀",
      "server_urls":"${stream.url.replaceAll('/', '\\/')}", "${kind}_uuid" : ${JSON.stringify(meeting.uuid)} },
      "event_ts":${Date.now()} , "event":"${kind}.rtms\\u005fstarted" }  `;
    expect(await journey.zoom.sendWebhook(`${kind}.rtms_started`, {}, { raw })).toMatchObject({
      status: 200,
    });
    await stream.ready();
    await say(scene, 'It began.');
    await shows(scene.panel, 'It began.');
  });

  it('a start that is more than five minutes old, or from the future, is refused', async () => {
    const { meeting, panel } = await openAudience(journey, kind);
    for (const timestampMs of [Date.now() - 5.2 * MINUTE_MS, Date.now() + 5.2 * MINUTE_MS]) {
      const stream = await meeting.startRtms({ waitReady: false, announce: false, webhook: { timestampMs } });
      expect(await stream.announce(stream.url)).toMatchObject({ status: 401 });
      expect(stream.connections.total).toBe(0);
    }
    expect(panel.status?.state).toBe('waiting');
  });

  it('a repeated signed request acts once', async () => {
    const scene = await openScene(journey, kind);
    const started = journey.zoom.webhooks.findLast(({ event }) => event === `${kind}.rtms_started`);
    expect(await journey.zoom.repeatWebhook(started)).toMatchObject({ status: 200 });
    expect(await journey.zoom.repeatWebhook(started, 'fresh')).toMatchObject({ status: 200 });
    await say(scene, 'Only once.');
    await shows(scene.panel, 'Only once.');
    expect(scene.stream.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('is answered within 3 s, however long its action takes', async () => {
    journey.engine.service.hold();
    const scene = await openSilently(journey, kind);
    const { stream } = scene;
    stream.faults.hangHandshakes({ signaling: 1 });
    const startedAt = performance.now();
    expect(await stream.announce(stream.url)).toMatchObject({ status: 200 });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await stream.ready();
    await say(scene, 'Translated late.');
    await scene.panel.until((panel) => panel.captions.length === 1);
    const stopAt = performance.now();
    await stream.stop(6);
    expect(performance.now() - stopAt).toBeLessThan(3_000);
    journey.engine.service.release();
    await shows(scene.panel, 'Translated late.');
  });

  it('nested payloads, both kinds of uuid, and sessions start a stream', async () => {
    for (const isOld of [false, true]) {
      const scene = await openScene(journey, kind, { shape: 'nested', isOld });
      await say(scene, 'Nested.');
      await shows(scene.panel, 'Nested.');
    }
    // One page of Zoom's says that webinars send meeting_uuid, too; a session has an id of its own.
    for (const [event, name] of [
      ['webinar.rtms_started', 'meeting_uuid'],
      ['session.rtms_started', 'session_id'],
    ] as const) {
      const scene = await openSilently(journey, kind);
      const { stream, meeting } = scene;
      await journey.zoom.sendWebhook(event, {
        [name]: meeting.uuid,
        rtms_stream_id: stream.id,
        server_urls: stream.url,
      });
      await stream.ready();
      await say(scene, 'Here too.');
      await shows(scene.panel, 'Here too.');
    }
  });

  it('of several addresses, or an object of them, the usable one is chosen', async () => {
    for (const serverUrls of ['list', 'object'] as const) {
      const scene = await openScene(journey, kind, { serverUrls });
      await say(scene, 'Found.');
      await shows(scene.panel, 'Found.');
    }
  });

  it('the second of two addresses is connected when the first does not answer', async () => {
    const scene = await openScene(journey, kind, { serverUrls: 'dead-first' });
    await say(scene, 'Found.');
    await shows(scene.panel, 'Found.');
    expect(scene.stream.connections).toMatchObject({ signaling: 1, media: 1 });
  });

  it('a retry of the start with the same event_ts makes no second connection', async () => {
    const scene = await openSilently(journey, kind);
    const { stream } = scene;
    await stream.announce(stream.url);
    const started = journey.zoom.webhooks.findLast(({ event }) => event === `${kind}.rtms_started`);
    // While it connects, and when it is connected.
    await journey.zoom.repeatWebhook(started, 'fresh');
    await stream.ready();
    await journey.zoom.repeatWebhook(started, 'fresh');
    await say(scene, 'One connection.');
    await shows(scene.panel, 'One connection.');
    expect(stream.connections).toMatchObject({ signaling: 1, media: 1, ready: 1 });
  });

  it('a start without an event_ts, signed anew, is a retry as well', async () => {
    const scene = await openScene(journey, kind, { webhook: { undated: true } });
    const started = journey.zoom.webhooks.findLast(({ event }) => event === `${kind}.rtms_started`);
    const inTheNextSecond = { raw: started?.raw ?? '', timestampMs: Date.now() + 1_000 };
    await journey.zoom.sendWebhook(`${kind}.rtms_started`, {}, inTheNextSecond);
    await say(scene, 'One connection.');
    await shows(scene.panel, 'One connection.');
    expect(scene.stream.connections).toMatchObject({ signaling: 1, media: 1, ready: 1 });
  });

  it('another address with the same event_ts is a failover', async () => {
    const scene = await openScene(journey, kind);
    await scene.stream.faults.failover({ sameEventTs: true });
    await untilReady(scene.stream, 2);
    await say(scene, 'After.');
    await shows(scene.panel, 'After.');
  });

  it('a failover continues a stream whose old server announced the end', async () => {
    const scene = await openScene(journey, kind);
    const { stream, panel } = scene;
    await say(scene, 'Before.');
    await shows(panel, 'Before.');
    const goodbye = { msg_type: 8, state: 4, reason: 17, timestamp: Date.now() };
    await stream.faults.sendRaw('signaling', goodbye);
    await untilState(panel, 'ended');
    await stream.faults.failover();
    await untilReady(stream, 2);
    await untilState(panel, 'live');
    // The webhook about the old server's end comes last.
    const stopped = { [`${kind}_uuid`]: scene.meeting.uuid, rtms_stream_id: stream.id, stop_reason: 17 };
    await journey.zoom.sendWebhook(`${kind}.rtms_stopped`, stopped, { eventTs: goodbye.timestamp });
    await say(scene, 'After.');
    await shows(panel, 'Before.', 'After.');
    expect(panel.status?.state).toBe('live');
  });

  it('a failover moves to the new address within 3 s, on both sockets', async () => {
    const scene = await openScene(journey, kind);
    const { stream, panel } = scene;
    await say(scene, 'Before.');
    const startedAt = performance.now();
    await stream.faults.failover();
    await untilReady(stream, 2);
    // Zoom's own limit.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    await say(scene, 'After.');
    await shows(panel, 'Before.', 'After.');
    expect(stream.connections).toMatchObject({
      signaling: 2,
      media: 2,
      open: { signaling: true, media: true },
    });
  });

  it('a stop before its start is remembered; the late start does not connect', async () => {
    const scene = await openSilently(journey, kind);
    const { stream, meeting, panel } = scene;
    const stopped = { [`${kind}_uuid`]: meeting.uuid, rtms_stream_id: stream.id, stop_reason: 2 };
    expect(await journey.zoom.sendWebhook(`${kind}.rtms_stopped`, stopped)).toMatchObject({ status: 200 });
    expect(await stream.announce(stream.url)).toMatchObject({ status: 200 });
    const other = await meeting.startRtms();
    await untilState(panel, 'live');
    expect(stream.connections.total).toBe(0);
    expect(other.connections.total).toBe(2);
  });

  it('rtms_interrupted reconnects to the stored address within 60 s', async () => {
    const scene = await openScene(journey, kind);
    await say(scene, 'Before.');
    await scene.stream.faults.dropSignaling({ webhook: true });
    await untilReady(scene.stream, 2);
    await say(scene, 'After.');
    await shows(scene.panel, 'Before.', 'After.');
    expect(scene.stream.connections).toMatchObject({ signaling: 2, media: 2 });
  });
});

describe('webhooks without a stream', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it('the URL validation is answered with the right code, signed or not', async () => {
    expect(await journey.zoom.validateUrl()).toMatchObject({ status: 200, isValid: true });
    expect(await journey.zoom.validateUrl({ unsigned: true })).toMatchObject({ status: 200, isValid: true });
    expect(await journey.zoom.validateUrl({ badSignature: true })).toMatchObject({
      status: 401,
      isValid: false,
    });
  });

  it('broken, empty and unknown bodies are answered without an exception', async () => {
    const urls = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const deep = `{"event":"meeting.rtms_started","payload":{"meeting_uuid":"u","rtms_stream_id":"deep","server_urls":${urls}}}`;
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '7',
      '"meeting.rtms_started"',
      '{"event":"meeting.rtms_started"}',
      '{"event":"meeting.rtms_started","payload":null}',
      '{"event":"meeting.rtms_started","payload":{"object":null}}',
      '{"event":"meeting.rtms_stopped","payload":[],"event_ts":"yesterday"}',
      '{"event":{"name":"meeting.rtms_started"},"payload":{}}',
      '{"event":"nobody.knows_this","payload":{"object":{}}}',
      '{"event":"rtms.request_status","payload":{"anything":1},"event_ts":1}',
      deep,
      `{"event":"webinar.rtms_started","payload":${'{"object":'.repeat(5_000)}0${'}'.repeat(5_000)}}`,
    ];
    for (const raw of bodies) {
      for (const unsigned of [false, true]) {
        const { status } = await journey.zoom.sendWebhook('odd', {}, { raw, unsigned });
        expect(status, raw.slice(0, 80)).toBeLessThan(500);
      }
    }
    expect((await fetch(`${journey.url}/healthz`)).status).toBe(200);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('a join of a guest, and a payload without object, are accepted', async () => {
    const { meeting } = await openAudience(journey, 'meeting');
    const guest = meeting.join('A guest');
    expect(await meeting.announceJoined(guest)).toMatchObject({ status: 200 });
    for (const payload of [{}, { object: {} }, { object: { uuid: meeting.uuid } }, { object: 'none' }]) {
      const { status } = await journey.zoom.sendWebhook('meeting.participant_joined', payload);
      expect([200, 400]).toContain(status);
    }
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('a challenge in the form of a webhook is not signed', async () => {
    const body = JSON.stringify({ event: 'meeting.rtms_started', payload: {} });
    const plainToken = `v0:${Math.floor(Date.now() / 1_000)}:${body}`;
    for (const unsigned of [true, false]) {
      const answer = await journey.zoom.validateUrl({ plainToken, unsigned });
      expect(answer).toMatchObject({ status: 401, isValid: false });
      expect(JSON.stringify(answer.body)).not.toMatch(/[0-9a-f]{64}/);
    }
  });
});
