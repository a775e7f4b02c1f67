import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWebhook } from '../../../../server/zoom/webhooks/events.ts';

const parse = (webhook: unknown) => parseWebhook(JSON.stringify(webhook), 7);
const started = (payload: object, event = 'meeting.rtms_started') => parse({ event, event_ts: 5, payload });
const stream = { rtms_stream_id: 's1', server_urls: 'wss://a.zoom.us' };

describe('parseWebhook', () => {
  it.each([
    ['flat', { meeting_uuid: 'u==', ...stream }],
    ['under object', { object: { meeting_uuid: 'u==', ...stream } }],
    [
      'split between both',
      { rtms_stream_id: 's1', object: { meeting_uuid: 'u==', server_urls: 'wss://a.zoom.us' } },
    ],
    ['webinar_uuid', { webinar_uuid: 'u==', ...stream }],
    ['session_id', { session_id: 'u==', ...stream }],
  ])('reads a started stream: %s', (_shape, payload) => {
    expect(started(payload)).toMatchObject({
      kind: 'event',
      event: {
        type: 'stream-started',
        streamId: 's1',
        zoomUuid: 'u==',
        serverUrls: ['wss://a.zoom.us'],
        at: 5,
      },
      key: expect.stringMatching(/^meeting\.rtms_started s1 \S+ 5$/),
    });
  });

  it('gives a stop with another reason another key, because one may require deletion', () => {
    const keyOf = (stop_reason: number) => {
      const payload = { meeting_uuid: 'm==', rtms_stream_id: 's1', stop_reason };
      const parsed = parseWebhook(JSON.stringify({ event: 'meeting.rtms_stopped', event_ts: 5, payload }), 0);
      return parsed.kind === 'event' ? parsed.key : undefined;
    };
    expect(keyOf(17)).toBe(keyOf(17));
    expect(keyOf(17)).not.toBe(keyOf(8));
  });

  it('gives a start with another address another key, and a repeat the same key', () => {
    const keyOf = (server_urls: string) => {
      const parsed = started({ ...stream, meeting_uuid: 'u==', server_urls });
      return parsed.kind === 'event' ? parsed.key : undefined;
    };
    expect(keyOf('wss://a')).toBe(keyOf('wss://a'));
    expect(keyOf('wss://a')).not.toBe(keyOf('wss://b'));
  });

  it('marks a start without event_ts as undated', () => {
    const payload = { ...stream, meeting_uuid: 'u==' };
    expect(parse({ event: 'meeting.rtms_started', payload })).toMatchObject({
      event: { at: 7, isUndated: true },
    });
    expect(started(payload)).not.toHaveProperty('event.isUndated');
    expect(parse({ event: 'meeting.rtms_started', payload: { ...payload, event_ts: 5 } })).not.toHaveProperty(
      'event.isUndated',
    );
  });

  it.each([
    ['wss://a,wss://b', ['wss://a', 'wss://b']],
    [' wss://a , wss://b ', ['wss://a', 'wss://b']],
    [{ all: 'wss://a', audio: 'wss://b' }, ['wss://a', 'wss://b']],
    [
      ['wss://a', 'wss://b'],
      ['wss://a', 'wss://b'],
    ],
  ])('finds the addresses in %j', (server_urls, serverUrls) => {
    expect(started({ ...stream, meeting_uuid: 'u==', server_urls })).toMatchObject({ event: { serverUrls } });
  });

  it('reads the meeting number as number or text, and the operator', () => {
    const payload = { meeting_uuid: 'u==', ...stream, operator_id: 'op', is_original_host: true };
    const event = { meetingNumber: '85212345678', operatorId: 'op', isOriginalHost: true };
    expect(started({ ...payload, meeting_id: 85212345678 })).toMatchObject({ event });
    expect(started({ ...payload, meeting_id: '85212345678' })).toMatchObject({ event });
  });

  it('reads a guest’s join, which has no user id', () => {
    const object = {
      uuid: 'u==',
      host_id: 'h',
      participant: { user_id: '16778240', id: '', user_name: 'Ana' },
    };
    const parsed = parse({ event: 'meeting.participant_joined', event_ts: 5, payload: { object } });
    expect(parsed).toMatchObject({
      event: { type: 'participant-joined', meeting: { uuid: 'u==', hostId: 'h' } },
    });
    expect(parsed).not.toHaveProperty('event.userId');
  });

  it('stores no name and no e-mail, and reads the stored event as the same', () => {
    const participant = { participant_user_id: 'p', user_name: 'Ana Ruiz', email: 'ana@example.com' };
    const payload = { object: { uuid: 'u==', topic: 'Weekly', participant } };
    const parsed = parse({ event: 'meeting.participant_joined', event_ts: 5, payload });
    if (parsed.kind !== 'event') throw new Error('no event');
    expect(parsed.body).not.toMatch(/Ana|example\.com/);
    expect(parseWebhook(parsed.body, 99)).toEqual(parsed);
  });

  it('keeps no control in a topic that turns round what stands beside it', () => {
    const object = { uuid: 'u==', topic: 'Week\u202Ely \u2068שלום\u2069\u2067' };
    const parsed = parse({ event: 'meeting.started', event_ts: 5, payload: { object } });
    expect(parsed).toMatchObject({ event: { meeting: { topic: 'Weekly \u2068שלום\u2069' } } });
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no event', '{"payload":{}}'],
    ['a start without a stream', '{"event":"meeting.rtms_started","payload":{"meeting_uuid":"u"}}'],
    [
      'a start without addresses',
      '{"event":"meeting.rtms_started","payload":{"meeting_uuid":"u","rtms_stream_id":"s"}}',
    ],
    ['a stop without payload', '{"event":"meeting.rtms_stopped","payload":null}'],
    ['a participant without a meeting', '{"event":"meeting.participant_joined","payload":{}}'],
    ['a challenge without a token', '{"event":"endpoint.url_validation","payload":{}}'],
  ])('reads %s as malformed', (_what, body) => {
    expect(parseWebhook(body, 7).kind).toBe('malformed');
  });

  it('reads an unused event as unknown, with any payload', () => {
    for (const payload of [null, {}, [], 'text', { object: null }]) {
      expect(parse({ event: 'rtms.request_status', payload })).toMatchObject({
        event: { type: 'unknown', name: 'rtms.request_status', at: 7 },
      });
    }
  });

  it('accepts any stop reason, and none', () => {
    const stopped = (stop_reason: unknown) =>
      parse({ event: 'meeting.rtms_stopped', event_ts: 5, payload: { rtms_stream_id: 's1', stop_reason } });
    expect(stopped(24)).toMatchObject({ event: { type: 'stream-stopped', stopReason: 24 } });
    expect(stopped('6')).toMatchObject({ event: { stopReason: 6 } });
    expect(stopped({ odd: true })).not.toHaveProperty('event.stopReason');
  });

  it('never throws', () => {
    const names = fc.constantFrom(
      'meeting.rtms_started',
      'meeting.participant_joined',
      'app_deauthorized',
      'other',
    );
    const field = fc.constantFrom(
      'meeting_uuid',
      'rtms_stream_id',
      'server_urls',
      'object',
      'participant',
      'uuid',
      '__proto__',
    );
    const payload = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue())));
    fc.assert(
      fc.property(names, fc.oneof(payload, fc.jsonValue()), (event, value) => {
        expect(['event', 'malformed']).toContain(parse({ event, payload: value }).kind);
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => parseWebhook(bytes, 7).kind === 'malformed'));
  });
});
