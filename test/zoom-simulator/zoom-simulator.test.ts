import { expect, it } from 'vitest';
import { connect } from './cloud/raw-client.ts';
import { type Said, ZoomSimulator } from './zoom-simulator.ts';

async function stage() {
  const zoom = await ZoomSimulator.start();
  const meeting = zoom.createMeeting();
  const ana = meeting.join('Ana', { language: 28 });
  const stream = await meeting.startRtms({ waitReady: false });
  const client = await connect(meeting, stream);
  return { zoom, meeting, ana, stream, ...client, [Symbol.asyncDispose]: () => zoom[Symbol.asyncDispose]() };
}

it('brings what is said to a client that keeps the rules', async () => {
  await using set = await stage();
  await set.meeting.say(set.ana, 'Buenos días.');
  expect(await set.media.next(17)).toMatchObject({
    content: { user_id: 16778240, user_name: 'Ana', language: 28, data: 'Buenos días.', attribute: 1 },
  });
  expect(await set.signaling.next(6)).toMatchObject({ event: { event_type: 1, media_type: 8 } });
  expect(set.zoom.violations).toEqual([]);
});

it('never lets the start of speech go back', async () => {
  await using set = await stage();
  const first = await set.meeting.say(set.ana, 'One');
  const second = await set.meeting.say(set.ana, 'Two');
  expect(second.startTime).toBeGreaterThan(first.startTime);
  expect(first.endTime).toBeGreaterThan(first.startTime);
});

it.each([
  ['ms', 1_727_384_100_000],
  ['us', 1_727_384_100_000_000],
  ['s', 1_727_384_100],
] as const)('writes times in %s', async (unit, expected) => {
  await using set = await stage();
  await set.meeting.say(set.ana, 'Now', { unit, startTime: 1_727_384_100_000 });
  expect(await set.media.next(17)).toMatchObject({ content: { start_time: expected } });
});

it('revises, deletes, repeats and disguises what was said', async () => {
  await using set = await stage();
  await set.meeting.say(set.ana, 'A', { sentenceId: 18, attribute: 2 });
  await set.meeting.say(set.ana, 'B', { omitUser: true, channelId: 'channel-9f4b', omitLanguage: true });
  await set.meeting.say(set.ana, 'C', { binary: true, repeat: 2, language: 0 });
  expect(await set.media.next(17)).toMatchObject({ content: { sentence_id: 18, attribute: 2 } });
  const { content } = await set.media.next(17);
  expect(content).toHaveProperty('channel_id', 'channel-9f4b');
  expect(content).not.toHaveProperty('user_id');
  expect(content).not.toHaveProperty('language');
  const third = await set.media.next(17);
  expect(third).toMatchObject({ content: { data: 'C', language: 0 } });
  expect(await set.media.next(17)).toEqual(third);
  expect(set.media.raw.at(-1)?.isBinary).toBe(true);
});

it('speaks under the name a participant has now', async () => {
  await using set = await stage();
  set.meeting.rename(set.ana, 'Ana María');
  await set.meeting.say(set.ana, 'Hola');
  expect(await set.media.next(17)).toMatchObject({
    content: { user_id: set.ana.userId, user_name: 'Ana María' },
  });
});

it('gives a person who comes again another id', async () => {
  await using set = await stage();
  set.meeting.leave(set.ana);
  expect(set.meeting.join('Ana').userId).not.toBe(set.ana.userId);
});

it('tells listeners what is said', async () => {
  await using set = await stage();
  const heard: Said[] = [];
  const stop = set.meeting.onSay((said) => heard.push(said));
  await set.meeting.say(set.ana, 'Hola');
  stop();
  await set.meeting.say(set.ana, 'Adiós');
  expect(heard).toMatchObject([{ participant: set.ana, text: 'Hola', language: 28, sentTo: 1 }]);
});

it('names periods in its environment the way Zoom counts them', async () => {
  await using zoom = await ZoomSimulator.start({ timeScale: 50 });
  expect(zoom.environment).toMatchObject({
    ZOOM_OAUTH_URL: zoom.url,
    ZOOM_API_URL: `${zoom.url}/v2`,
    RTMS_ALLOWED_HOSTS: '127.0.0.1',
    RTMS_KEEPALIVE_MS: '10000',
    RTMS_TIME_SCALE: '50',
  });
  await using unscaled = await ZoomSimulator.start();
  expect(unscaled.environment).not.toHaveProperty('RTMS_TIME_SCALE');
});

it('makes meeting uuids that need care in addresses', async () => {
  await using zoom = await ZoomSimulator.start();
  const { uuid } = zoom.createMeeting();
  expect(uuid).toMatch(/^\/.*\+.*\/.*==$/);
});

it('closes everything when it is disposed', async () => {
  const set = await stage();
  await set.zoom[Symbol.asyncDispose]();
  expect(await set.signaling.closed).toBe(1006);
  expect(await set.media.closed).toBe(1006);
  await expect(fetch(set.zoom.url)).rejects.toThrow();
  expect(set.zoom.violations).toEqual([]);
});
