import { expect, it, vi } from 'vitest';
import { ZoomSimulator } from '../zoom-simulator.ts';
import { golden, shapeOf } from './golden.ts';
import { connect, message1, message3, openMedia, openSignaling, RawSocket } from './raw-client.ts';

async function stage(options: Parameters<typeof ZoomSimulator.start>[0] = {}) {
  const zoom = await ZoomSimulator.start(options);
  const meeting = zoom.createMeeting();
  const stream = await meeting.startRtms({ waitReady: false });
  return { zoom, meeting, stream, [Symbol.asyncDispose]: () => zoom[Symbol.asyncDispose]() };
}

const shapes = (name: string) => golden(name).map(({ frame }) => shapeOf(frame));

it('speaks in the shapes of the documents', async () => {
  await using set = await stage({ keepAliveMs: 20 });
  const ana = set.meeting.join('Ana');
  const { signaling, answer, urls } = await openSignaling(set.meeting, set.stream);
  expect(shapes('message-02-signaling-handshake-response')).toContainEqual(
    shapeOf({
      ...answer,
      media_server: { server_urls: { transcript: '', all: '' } },
      srt_passphrase: '',
      srt_pbkey_length: 0,
    }),
  );
  const { media } = await openMedia(set.meeting, set.stream, urls.transcript);
  signaling.send({ msg_type: 5, events: [{ event_type: 3, subscribe: true }] });
  signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  expect(shapes('message-08-stream-state-update')).toContainEqual(shapeOf(await signaling.next(8)));
  expect(shapes('message-09-session-state-update')).toContainEqual(shapeOf(await signaling.next(9)));
  expect(shapes('message-06-event-update')).toContainEqual(shapeOf(await signaling.next(6)));
  signaling.send({ msg_type: 19, rtms_stream_id: set.stream.id });
  expect(shapes('message-20-stream-state-response')).toContainEqual(shapeOf(await signaling.next(20)));
  expect(shapes('message-12-keep-alive-request')).toContainEqual(shapeOf(await signaling.next(12)));
  await set.meeting.say(ana, 'Hello.', {
    extra: { sentence_id: 18, channel_id: 'channel-9f4b' },
    omitUser: true,
  });
  expect(shapes('message-17-transcript')).toContainEqual(shapeOf(await media.next(17)));
  await set.meeting.say(ana, 'Hello.', { omitTimes: true, unit: 'us' });
  const live = await media.next(17);
  expect(shapes('message-17-transcript')).toContainEqual(shapeOf(live));
  expect(live.content).toHaveProperty('timestamp', expect.closeTo(Date.now() * 1000, -8));
  signaling.send({ msg_type: 21, rtms_stream_id: set.stream.id });
  expect(shapes('message-22-stream-close-response')).toContainEqual(shapeOf(await signaling.next(22)));
  expect(set.zoom.violations).toEqual([]);
});

it('answers the state of the session', async () => {
  await using set = await stage();
  const { signaling } = await connect(set.meeting, set.stream);
  const { rtms_session_id } = await signaling.next(9);
  signaling.send({ msg_type: 10, rtms_session_id });
  expect(shapes('message-11-session-state-response')).toContainEqual(shapeOf(await signaling.next(11)));
});

it('sends nothing on media before message 7 has come on signaling', async () => {
  await using set = await stage();
  const ana = set.meeting.join('Ana');
  const { signaling, urls } = await openSignaling(set.meeting, set.stream);
  const { media } = await openMedia(set.meeting, set.stream, urls.all, { media_type: 32 });
  expect(await set.meeting.say(ana, 'Too early')).toMatchObject({ sentTo: 0 });
  media.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await vi.waitFor(() => expect(set.zoom.violations).toHaveLength(1));
  expect(await set.meeting.say(ana, 'Still too early')).toMatchObject({ sentTo: 0 });
  signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await set.stream.ready();
  expect(await set.meeting.say(ana, 'Now')).toMatchObject({ sentTo: 1 });
  expect(await media.next(17)).toMatchObject({ content: { data: 'Now' } });
});

it('calls message 7 before a media handshake a violation', async () => {
  await using set = await stage();
  const { signaling } = await openSignaling(set.meeting, set.stream);
  signaling.send({ msg_type: 7, rtms_stream_id: set.stream.id });
  await vi.waitFor(() =>
    expect(set.zoom.violations).toEqual(['message 7 came before a good media handshake']),
  );
  expect(set.stream.state).toBe('connecting');
});

it('refuses a bad signature with 3, closes, and notes the violation', async () => {
  await using set = await stage();
  await using socket = await RawSocket.open(set.stream.url);
  socket.send(message1(set.meeting, set.stream, { signature: 'nonsense' }));
  expect(await socket.next(2)).toMatchObject({ status_code: 3, reason: 'STATUS_INVALID_SIGNATURE' });
  expect(await socket.closed).toBe(1000);
  expect(set.zoom.violations).toEqual(['signaling: message 1 is signed wrongly']);
});

it('refuses a second signaling connection with 8, or lets it take over', async () => {
  await using set = await stage();
  const first = await connect(set.meeting, set.stream);
  await using second = await RawSocket.open(set.stream.url);
  second.send(message1(set.meeting, set.stream));
  expect(await second.next(2)).toMatchObject({ status_code: 8 });
  set.stream.faults.onDuplicate('replace');
  const third = await openSignaling(set.meeting, set.stream);
  expect(third.answer).toMatchObject({ status_code: 0 });
  expect(await first.signaling.closed).toBe(1006);
});

it.each([
  ['16 for the same type', 8, 16],
  ['15 when it carries all media', 32, 15],
])('refuses a second media connection with %s', async (_what, first, status) => {
  await using set = await stage();
  const { urls } = await openSignaling(set.meeting, set.stream);
  await openMedia(set.meeting, set.stream, urls.all, { media_type: first });
  expect((await openMedia(set.meeting, set.stream, urls.all)).answer).toMatchObject({ status_code: status });
});

it('refuses media without signaling', async () => {
  await using set = await stage();
  const { signaling, urls } = await openSignaling(set.meeting, set.stream);
  signaling.cut();
  await vi.waitFor(() => expect(set.stream.connections.open.signaling).toBe(false));
  expect((await openMedia(set.meeting, set.stream, urls.transcript)).answer).toMatchObject({
    status_code: 2,
  });
});

it('reports people who are there, come and go to those who subscribed', async () => {
  await using set = await stage();
  const ana = set.meeting.join('Ana');
  const { signaling } = await connect(set.meeting, set.stream);
  signaling.send({ msg_type: 5, events: [3, 4].map((event_type) => ({ event_type, subscribe: true })) });
  expect(await signaling.next(6)).toMatchObject({
    event: { event_type: 3, participants: [{ user_id: ana.userId, user_name: 'Ana' }] },
  });
  const ben = set.meeting.join('Ben');
  expect(await signaling.next(6)).toMatchObject({
    event: { event_type: 3, participants: [{ user_name: 'Ben' }] },
  });
  set.meeting.leave(ben);
  expect(await signaling.next(6)).toMatchObject({
    event: { event_type: 4, participants: [{ user_id: ben.userId }] },
  });
});

it('notes a subscription to an event that comes by itself, and messages that no client sends', async () => {
  await using set = await stage();
  const { signaling } = await connect(set.meeting, set.stream);
  signaling.send({ msg_type: 5, events: [{ event_type: 7, subscribe: true }] });
  signaling.send({ msg_type: 17 });
  signaling.send('not json');
  await vi.waitFor(() => expect(set.zoom.violations).toHaveLength(3));
});

it('serves a stream in two meetings independently, and two streams of one meeting', async () => {
  await using set = await stage();
  const ana = set.meeting.join('Ana');
  const first = await connect(set.meeting, set.stream);
  const other = await set.meeting.startRtms({ operator: set.zoom.addUser(), waitReady: false });
  const second = await connect(set.meeting, other);
  expect(await set.meeting.say(ana, 'Both')).toMatchObject({ sentTo: 2 });
  await set.stream.stop(1);
  expect(await first.signaling.closed).toBe(1000);
  expect(await set.meeting.say(ana, 'One')).toMatchObject({ sentTo: 1 });
  expect(await second.media.next(17)).toMatchObject({ content: { data: 'Both' } });
  expect(await second.media.next(17)).toMatchObject({ content: { data: 'One' } });
});

it('ends with 20 when the client asks', async () => {
  await using set = await stage();
  const { signaling } = await connect(set.meeting, set.stream);
  signaling.send({ msg_type: 21, rtms_stream_id: set.stream.id });
  expect(await signaling.next(22)).toMatchObject({ status_code: 0, reason: 'OK' });
  expect(await signaling.next(8)).toMatchObject({ state: 3, reason: 20 });
  expect(await signaling.closed).toBe(1000);
  expect(set.stream.stopReason).toBe(20);
});

it('holds speech back while paused', async () => {
  await using set = await stage();
  const ana = set.meeting.join('Ana');
  const { signaling } = await connect(set.meeting, set.stream);
  await signaling.next(9);
  await set.stream.pause();
  expect(await signaling.next(9)).toMatchObject({ state: 3 });
  expect(await set.meeting.say(ana, 'Unheard')).toMatchObject({ sentTo: 0 });
  await set.stream.resume();
  expect(await signaling.next(9)).toMatchObject({ state: 4 });
  expect(await set.meeting.say(ana, 'Heard')).toMatchObject({ sentTo: 1 });
});

it('closes a socket on which nobody shakes hands', async () => {
  await using set = await stage({ timeScale: 200 });
  await using socket = await RawSocket.open(set.stream.url);
  expect(await socket.closed).toBe(1000);
});

it('refuses media parameters on the wire', async () => {
  await using set = await stage();
  const { urls } = await openSignaling(set.meeting, set.stream);
  await using media = await RawSocket.open(String(urls.transcript));
  media.send(message3(set.meeting, set.stream, { media_type: 9 }));
  expect(await media.next(4)).toMatchObject({ status_code: 14 });
  expect(await media.closed).toBe(1000);
});
