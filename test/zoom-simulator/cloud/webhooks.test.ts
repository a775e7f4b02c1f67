import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { ZoomSimulator } from '../zoom-simulator.ts';
import { golden, shapeOf } from './golden.ts';
import { isObject } from './json.ts';
import { connect } from './raw-client.ts';
import { webhookSignature } from './signatures.ts';
import { openInbox } from './webhook-inbox.ts';

async function stage(answer?: Parameters<typeof openInbox>[0]) {
  const zoom = await ZoomSimulator.start();
  const inbox = await openInbox(answer);
  zoom.installWebhook(inbox.url);
  return {
    zoom,
    inbox,
    [Symbol.asyncDispose]: async () => {
      await zoom[Symbol.asyncDispose]();
      await inbox[Symbol.asyncDispose]();
    },
  };
}

const signed = [
  'webhook-rtms-started',
  'webhook-rtms-stopped',
  'webhook-meeting',
  'webhook-participant',
  'webhook-odd-bytes',
].flatMap((name) => golden(name).map((entry) => ({ name, entry })));

it.each(signed)('signs like the golden webhooks: $name, $entry.note', ({ entry }) => {
  const headers = isObject(entry.headers) ? entry.headers : {};
  const seconds = Number(headers['x-zm-request-timestamp']);
  expect(webhookSignature('golden-secret-token', seconds, String(entry.raw))).toBe(headers['x-zm-signature']);
});

it('signs the bytes it sends, with a timestamp in seconds', async () => {
  await using set = await stage();
  await set.zoom.sendWebhook('meeting.started', { object: { topic: 'Café' } });
  const call = set.inbox.received[0]?.call;
  const seconds = String(call?.headers['x-zm-request-timestamp']);
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
  const expected = createHmac('sha256', set.zoom.secretToken)
    .update(`v0:${seconds}:${call?.body}`)
    .digest('hex');
  expect(call?.headers['x-zm-signature']).toBe(`v0=${expected}`);
  expect(call?.headers['content-type']).toBe('application/json; charset=utf-8');
});

it('sends what an attacker or a wrong clock would send', async () => {
  await using set = await stage();
  await set.zoom.sendWebhook('a', {}, { badSignature: true });
  await set.zoom.sendWebhook('b', {}, { unsigned: true });
  await set.zoom.sendWebhook('c', {}, { timestampMs: 1_000_000 });
  await set.zoom.sendWebhook('d', {}, { raw: '{ "event" : "d" ' });
  const [bad, unsigned, old, broken] = set.inbox.received.map(({ call }) => call);
  const good = webhookSignature(
    set.zoom.secretToken,
    Number(bad?.headers['x-zm-request-timestamp']),
    bad?.body ?? '',
  );
  expect(bad?.headers['x-zm-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
  expect(bad?.headers['x-zm-signature']).not.toBe(good);
  expect(unsigned?.headers).not.toHaveProperty('x-zm-signature');
  expect(old?.headers['x-zm-request-timestamp']).toBe('1000');
  expect(broken?.body).toBe('{ "event" : "d" ');
});

it.each([
  ['meeting', 'flat', false],
  ['meeting', 'flat', true],
  ['webinar', 'flat', true],
  ['meeting', 'nested', true],
] as const)('announces a stream in the documented shape: %s, %s, old %s', async (kind, shape, isOld) => {
  await using set = await stage();
  const meeting = set.zoom.createMeeting({ kind });
  const stream = await meeting.startRtms({ shape, isOld, waitReady: false });
  const { event, payload } = await set.inbox.next(`${kind}.rtms_started`);
  const data = shape === 'nested' && isObject(payload) ? payload.object : payload;
  expect(data).toMatchObject({
    rtms_stream_id: stream.id,
    operator_id: meeting.host.id,
    server_urls: stream.url,
  });
  const shapes = golden('webhook-rtms-started').map(({ webhook }) => shapeOf(webhook));
  const whole = { event, event_ts: 1, payload: shape === 'nested' ? { account_id: '', object: data } : data };
  expect(shapes).toContainEqual(shapeOf(whole));
});

it('can hide the address in a list or an object', async () => {
  await using set = await stage();
  const meeting = set.zoom.createMeeting();
  await meeting.startRtms({ serverUrls: 'list', waitReady: false });
  await meeting.startRtms({ serverUrls: 'object', waitReady: false });
  const first = await set.inbox.next('meeting.rtms_started');
  const second = await set.inbox.next('meeting.rtms_started');
  expect(first.payload).toHaveProperty('server_urls', expect.stringMatching(/^srt:.*, ws:/));
  expect(second.payload).toHaveProperty('server_urls.all', expect.stringMatching(/^ws:/));
});

it('repeats a webhook byte for byte', async () => {
  await using set = await stage();
  const meeting = set.zoom.createMeeting();
  await meeting.startRtms({ waitReady: false });
  await set.zoom.repeatWebhook();
  await set.zoom.repeatWebhook(undefined, 'fresh');
  const [first, same, fresh] = set.inbox.received.map(({ call }) => call);
  expect(same?.body).toBe(first?.body);
  expect(same?.headers['x-zm-request-id']).toBe(first?.headers['x-zm-request-id']);
  expect(fresh?.body).toBe(first?.body);
  expect(fresh?.headers['x-zm-request-id']).not.toBe(first?.headers['x-zm-request-id']);
});

it('never uses an event_ts twice', async () => {
  await using set = await stage();
  await set.zoom.sendWebhook('a', {});
  await set.zoom.sendWebhook('b', {});
  const [a, b] = set.inbox.received.map(({ body }) => Number(body.event_ts));
  expect(b).toBeGreaterThan(a ?? 0);
});

it('rejects the start of a stream whose webhook the app refuses', async () => {
  await using set = await stage(() => ({ status: 401 }));
  await expect(set.zoom.createMeeting().startRtms()).rejects.toThrow('HTTP 401');
});

it('accepts the answer to a URL validation that carries the right token, and no other', async () => {
  const [{ webhook, expected } = {}] = golden('webhook-url-validation');
  const body = isObject(expected) ? expected.body : undefined;
  const plainToken = isObject(webhook) && isObject(webhook.payload) ? String(webhook.payload.plainToken) : '';
  await using inbox = await openInbox(() => ({ status: 200, body }));
  await using zoom = await ZoomSimulator.start({ secretToken: 'golden-secret-token' });
  zoom.installWebhook(inbox.url);
  expect(await zoom.validateUrl({ plainToken })).toMatchObject({ status: 200, isValid: true });
  expect(await zoom.validateUrl()).toMatchObject({ status: 200, isValid: false });
});

it('tells of meetings, guests and deauthorization in the documented shapes', async () => {
  await using set = await stage();
  const meeting = set.zoom.createMeeting();
  const host = meeting.join('Ada', { user: meeting.host });
  await meeting.announceStarted();
  await meeting.announceJoined(host);
  await meeting.announceJoined(meeting.join('Guest'));
  await meeting.end();
  await set.zoom.deauthorize(meeting.host);
  const shapes = [
    ...golden('webhook-meeting'),
    ...golden('webhook-participant'),
    ...golden('webhook-app-deauthorized'),
  ].map(({ webhook }) => shapeOf(webhook));
  for (const { event, body } of set.inbox.received) {
    const optional = { registrant_id: '', customer_key: '', phone_number: '' };
    const widened = event === 'meeting.participant_joined' ? widen(body, optional) : body;
    expect(
      [shapeOf(body), shapeOf(widened)].some((shape) => shapes.some((known) => equals(known, shape))),
      event,
    ).toBe(true);
  }
  const guest = set.inbox.received[2]?.body.payload;
  expect(guest).not.toHaveProperty('object.participant.participant_user_id');
});

it('ends every stream with 6 when the meeting ends', async () => {
  await using set = await stage();
  const meeting = set.zoom.createMeeting();
  const stream = await meeting.startRtms({ waitReady: false });
  await connect(meeting, stream);
  await meeting.end();
  expect(set.inbox.received.map(({ event }) => event)).toEqual([
    'meeting.rtms_started',
    'meeting.rtms_stopped',
    'meeting.ended',
  ]);
  expect(stream.stopReason).toBe(6);
});

function widen(body: unknown, fields: object): unknown {
  if (!isObject(body) || !isObject(body.payload) || !isObject(body.payload.object)) return body;
  const participant = isObject(body.payload.object.participant) ? body.payload.object.participant : {};
  const object = { ...body.payload.object, participant: { ...participant, ...fields } };
  return { ...body, payload: { ...body.payload, object } };
}

function equals(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
