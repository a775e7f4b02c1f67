import { expect, it, vi } from 'vitest';
import { ZoomSimulator } from '../zoom-simulator.ts';
import { connect, message1, openMedia, openSignaling, RawSocket } from './raw-client.ts';
import { openInbox } from './webhook-inbox.ts';

async function stage(options: Parameters<typeof ZoomSimulator.start>[0] = {}) {
  const zoom = await ZoomSimulator.start(options);
  const inbox = await openInbox();
  zoom.installWebhook(inbox.url);
  const meeting = zoom.createMeeting();
  const ana = meeting.join('Ana');
  const stream = await meeting.startRtms({ waitReady: false });
  await inbox.next('meeting.rtms_started');
  return {
    zoom,
    inbox,
    meeting,
    ana,
    stream,
    [Symbol.asyncDispose]: async () => {
      await zoom[Symbol.asyncDispose]();
      await inbox[Symbol.asyncDispose]();
    },
  };
}

it('expires an address nobody came to', async () => {
  await using set = await stage({ timeScale: 600 });
  expect(await set.inbox.next('meeting.rtms_stopped')).toMatchObject({ payload: { stop_reason: 11 } });
  await expect(set.stream.ready()).rejects.toThrow('stop reason 11');
  await expect(RawSocket.open(set.stream.url)).rejects.toThrow();
});

it('ends a stream with 24 when three keep-alives on signaling stay unanswered', async () => {
  await using set = await stage({ timeScale: 100, keepAliveMs: 30 });
  const { signaling, media } = await connect(set.meeting, set.stream);
  const asked = () => signaling.frames.filter(({ msg_type }) => msg_type === 12).length;
  const answered = asked();
  signaling.answersKeepAlives = false;
  expect(await signaling.closed).toBe(1006);
  expect(await media.closed).toBe(1006);
  expect(asked() - answered).toBe(3);
  const interrupted = await set.inbox.next('meeting.rtms_interrupted');
  expect(interrupted.payload).toEqual({ meeting_uuid: set.meeting.uuid, rtms_stream_id: set.stream.id });
  expect(await set.inbox.next('meeting.rtms_stopped')).toMatchObject({ payload: { stop_reason: 24 } });
  expect(set.zoom.violations).toEqual(['signaling: three keep-alives unanswered']);
});

it('tells by event 7 and message 8 when three keep-alives on media stay unanswered', async () => {
  await using set = await stage({ timeScale: 100, keepAliveMs: 30 });
  const { signaling, media } = await connect(set.meeting, set.stream);
  media.answersKeepAlives = false;
  expect(await media.closed).toBe(1006);
  expect(await signaling.next(6)).toMatchObject({ event: { event_type: 7 } });
  expect(await signaling.next(8)).toMatchObject({ state: 2, reason: 14 });
  expect(await set.inbox.next('meeting.rtms_stopped')).toMatchObject({ payload: { stop_reason: 24 } });
});

it('counts a keep-alive with another timestamp as unanswered', async () => {
  await using set = await stage({ timeScale: 100, keepAliveMs: 30 });
  const { signaling, media } = await connect(set.meeting, set.stream);
  media.answersKeepAlives = false;
  const { timestamp } = await media.next(12);
  expect(String(timestamp)).toMatch(/^\d{16}$/);
  media.send({ msg_type: 13, timestamp: Math.floor(Number(timestamp) / 1000) });
  expect(await media.closed).toBe(1006);
  expect(set.zoom.violations[0]).toMatch(/^media: keep-alive answered with \d{13}, which was not asked$/);
  expect(await signaling.next(8)).toMatchObject({ state: 1 });
});

it('lives for ever while keep-alives are answered', async () => {
  await using set = await stage({ keepAliveMs: 5 });
  const { signaling, media } = await connect(set.meeting, set.stream);
  for (let count = 0; count < 8; count += 1) {
    await signaling.next(12);
    await media.next(12);
  }
  expect(set.stream.state).toBe('active');
  expect(set.zoom.violations).toEqual([]);
});

it('can leave out keep-alives while media is busy', async () => {
  await using set = await stage({ keepAliveMs: 20 });
  const { media } = await connect(set.meeting, set.stream);
  set.stream.faults.keepAliveOnlyWhenIdle();
  const asked = () => media.frames.filter(({ msg_type }) => msg_type === 12).length;
  await media.next(12);
  const talk = setInterval(() => void set.meeting.say(set.ana, 'And so on.'), 2);
  await media.next(17);
  const before = asked();
  for (let count = 0; count < 40; count += 1) await media.next(17);
  clearInterval(talk);
  expect(asked()).toBe(before);
  await media.next(12);
});

it('drops media, and takes it back with a new handshake and message 7', async () => {
  await using set = await stage();
  const { signaling, media, urls } = await connect(set.meeting, set.stream);
  await set.stream.faults.dropMedia();
  expect(await media.closed).toBe(1006);
  expect(await signaling.next(6)).toMatchObject({ event: { event_type: 7 } });
  expect(await set.meeting.say(set.ana, 'Lost')).toMatchObject({ sentTo: 0 });
  const again = await openMedia(set.meeting, set.stream, urls.transcript);
  expect(await set.meeting.say(set.ana, 'Lost too')).toMatchObject({ sentTo: 0 });
  signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await set.stream.ready();
  await set.meeting.say(set.ana, 'Back');
  expect(await again.media.next(17)).toMatchObject({ content: { data: 'Back' } });
  expect(set.stream.connections).toMatchObject({ signaling: 1, media: 2, total: 3, handshakes: 1, ready: 2 });
  expect(set.zoom.violations).toEqual([]);
});

it('ends a stream whose media does not come back', async () => {
  await using set = await stage({ timeScale: 200, keepAliveMs: 10_000 });
  await connect(set.meeting, set.stream);
  await set.stream.faults.dropMedia({ event7: false, state2: false });
  expect(await set.inbox.next('meeting.rtms_stopped')).toMatchObject({ payload: { stop_reason: 19 } });
});

it('drops signaling, says so by webhook, and wants both handshakes again', async () => {
  await using set = await stage();
  const { signaling, urls } = await connect(set.meeting, set.stream);
  await set.stream.faults.dropSignaling();
  expect(await signaling.closed).toBe(1006);
  await set.inbox.next('meeting.rtms_interrupted');
  expect(await set.meeting.say(set.ana, 'Lost')).toMatchObject({ sentTo: 0 });
  const again = await openSignaling(set.meeting, set.stream);
  again.signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await vi.waitFor(() => expect(set.zoom.violations).toHaveLength(1));
  await openMedia(set.meeting, set.stream, urls.transcript);
  again.signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await set.stream.ready();
  expect(await set.meeting.say(set.ana, 'Back')).toMatchObject({ sentTo: 1 });
});

it('reports a client that closed signaling, unless it is back at once', async () => {
  await using set = await stage({ timeScale: 100, keepAliveMs: 10_000 });
  const { signaling } = await connect(set.meeting, set.stream);
  signaling.cut();
  await set.inbox.next('meeting.rtms_interrupted');
  expect(await set.inbox.next('meeting.rtms_stopped')).toMatchObject({ payload: { stop_reason: 15 } });
});

it('goes silent with both sockets up, and welcomes a new client', async () => {
  await using set = await stage({ keepAliveMs: 5 });
  const old = await connect(set.meeting, set.stream);
  await old.media.next(12);
  set.stream.faults.goSilent();
  expect(await set.meeting.say(set.ana, 'Lost')).toMatchObject({ sentTo: 0 });
  const again = await connect(set.meeting, set.stream);
  // What was under way when silence fell has arrived by now.
  const heard = old.signaling.frames.length + old.media.frames.length;
  await again.media.next(12);
  await again.media.next(12);
  expect(old.signaling.frames.length + old.media.frames.length).toBe(heard);
  expect(await set.meeting.say(set.ana, 'Back')).toMatchObject({ sentTo: 1 });
});

it('keeps media alive while signaling alone is silent', async () => {
  await using set = await stage();
  await connect(set.meeting, set.stream);
  set.stream.faults.goSilent('signaling');
  expect(await set.meeting.say(set.ana, 'Heard')).toMatchObject({ sentTo: 1 });
});

it('moves a stream to another server: same id, new address, new event_ts', async () => {
  await using set = await stage();
  const old = await connect(set.meeting, set.stream);
  const oldUrl = set.stream.url;
  await set.stream.faults.failover();
  const { payload, event_ts } = await set.inbox.next('meeting.rtms_started');
  expect(payload).toMatchObject({ rtms_stream_id: set.stream.id, server_urls: set.stream.url });
  expect(event_ts).toBeGreaterThan(Number(set.inbox.received[0]?.body.event_ts));
  expect(set.stream.url).not.toBe(oldUrl);
  expect(await old.signaling.closed).toBe(1006);
  await expect(RawSocket.open(oldUrl)).rejects.toThrow();
  await connect(set.meeting, set.stream);
  expect(await set.meeting.say(set.ana, 'Moved')).toMatchObject({ sentTo: 1 });
  expect(set.zoom.violations).toEqual([]);
});

it('plays the faults planned for the next connections, in order', async () => {
  await using set = await stage();
  set.stream.faults.refuseConnections();
  set.stream.faults.closeSilently1000();
  set.stream.faults.scriptSignalingStatus([8, 0]);
  await expect(RawSocket.open(set.stream.url)).rejects.toThrow();
  await using silent = await RawSocket.open(set.stream.url);
  silent.send(message1(set.meeting, set.stream));
  expect(await silent.closed).toBe(1000);
  expect(silent.frames).toEqual([]);
  expect((await openSignaling(set.meeting, set.stream)).answer).toMatchObject({ status_code: 8 });
  const { answer, urls } = await openSignaling(set.meeting, set.stream);
  expect(answer).toMatchObject({ status_code: 0 });
  set.stream.faults.scriptMediaStatus([12]);
  expect((await openMedia(set.meeting, set.stream, urls.transcript)).answer).toMatchObject({
    status_code: 12,
  });
  expect((await openMedia(set.meeting, set.stream, urls.transcript)).answer).toMatchObject({
    status_code: 0,
  });
  expect(set.zoom.violations).toEqual([]);
});

it('leaves handshakes unanswered when told to', async () => {
  await using set = await stage();
  set.stream.faults.hangHandshakes({ signaling: 1, media: 1 });
  await using hung = await RawSocket.open(set.stream.url);
  hung.send(message1(set.meeting, set.stream));
  await connectAfterHang(set);
  expect(hung.frames).toEqual([]);
});

async function connectAfterHang(set: Awaited<ReturnType<typeof stage>>) {
  const { urls } = await openSignaling(set.meeting, set.stream);
  await using hung = await RawSocket.open(String(urls.transcript));
  hung.send({ msg_type: 3 });
  await openMedia(set.meeting, set.stream, urls.transcript);
  expect(hung.frames).toEqual([]);
}

it('kicks a client: both sockets close with 1000 and no word', async () => {
  await using set = await stage();
  const { signaling, media } = await connect(set.meeting, set.stream);
  await set.stream.faults.kick();
  expect(await signaling.closed).toBe(1000);
  expect(await media.closed).toBe(1000);
  await connect(set.meeting, set.stream);
});

it('sends any bytes on either socket', async () => {
  await using set = await stage();
  const { signaling, media } = await connect(set.meeting, set.stream);
  await set.stream.faults.sendRaw('signaling', { msg_type: 4711 });
  expect(await signaling.next(4711)).toEqual({ msg_type: 4711 });
  await set.stream.faults.sendRaw('media', '{"msg_type":17,');
  await set.stream.faults.sendRaw('media', Buffer.from([0xff, 0x00]));
  await vi.waitFor(() => expect(media.raw.slice(-2).map(({ isBinary }) => isBinary)).toEqual([false, true]));
});

it('stops: messages 9 and 8 first, then the webhook', async () => {
  await using set = await stage();
  const { signaling, media } = await connect(set.meeting, set.stream);
  await signaling.next(9);
  await set.stream.stop(8);
  expect(await signaling.next(9)).toMatchObject({ state: 5, stop_reason: 8 });
  expect(await signaling.next(8)).toMatchObject({ state: 3, reason: 8 });
  expect(await signaling.next(8)).toMatchObject({ state: 4, reason: 8 });
  expect(await media.closed).toBe(1000);
  expect(set.inbox.received.at(-1)?.body).toMatchObject({
    event: 'meeting.rtms_stopped',
    payload: { stop_reason: 8 },
  });
});
