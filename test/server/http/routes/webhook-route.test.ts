import { describe, expect, it, vi } from 'vitest';
import { secretToken, startHttpStage } from '../../../support/http-stage.ts';
import { validationToken, webhookSignature } from '../../../zoom-simulator/cloud/signatures.ts';

type Stage = Awaited<ReturnType<typeof startHttpStage>>;

const seconds = (agoMinutes = 0) => Math.floor(Date.now() / 1_000) - agoMinutes * 60;
const started = (eventTs = 5) => ({
  event: 'meeting.rtms_started',
  event_ts: eventTs,
  payload: {
    meeting_uuid: 'uuid==',
    rtms_stream_id: 's1',
    server_urls: 'wss://a.zoom.us',
    operator_id: 'op',
  },
});
const stopped = {
  event: 'meeting.rtms_stopped',
  event_ts: 6,
  payload: { rtms_stream_id: 's1', stop_reason: 6 },
};

function post(stage: Stage, body: string, headers: Record<string, string> = {}) {
  return stage.call('/webhook', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function signed(stage: Stage, body: string, timestamp = seconds()) {
  return post(stage, body, {
    'x-zm-request-timestamp': String(timestamp),
    'x-zm-signature': webhookSignature(secretToken, timestamp, body),
  });
}

describe('POST /webhook', () => {
  it('stores a signed event, answers 200 and acts on it', async () => {
    await using stage = await startHttpStage();
    expect((await signed(stage, JSON.stringify(started()))).status).toBe(200);
    await vi.waitFor(() => expect(stage.acted).toMatchObject([{ type: 'stream-started', streamId: 's1' }]));
    await vi.waitFor(async () => expect(await stage.webhooks.pending()).toEqual([]));
    expect(stage.webhooks.rows.size).toBe(1);
  });

  it('refuses an event without a valid signature or valid headers', async () => {
    await using stage = await startHttpStage();
    const body = JSON.stringify(started());
    const timestamp = seconds();
    const good = webhookSignature(secretToken, timestamp, body);
    const wrong: Record<string, string>[] = [
      {},
      { 'x-zm-request-timestamp': String(timestamp) },
      { 'x-zm-signature': good },
      { 'x-zm-signature': good, 'x-zm-request-timestamp': String(timestamp + 1) },
      { 'x-zm-signature': `v0=${'0'.repeat(64)}`, 'x-zm-request-timestamp': String(timestamp) },
      { 'x-zm-signature': 'v0=', 'x-zm-request-timestamp': String(timestamp) },
      {
        'x-zm-signature': webhookSignature('other', timestamp, body),
        'x-zm-request-timestamp': String(timestamp),
      },
      { 'x-internal': 'true' },
    ];
    for (const headers of wrong) expect((await post(stage, body, headers)).status).toBe(401);
    expect(stage.acted).toEqual([]);
    expect(stage.webhooks.rows.size).toBe(0);
  });

  it('verifies the bytes on the wire, whatever their spacing, order, escapes or content type', async () => {
    await using stage = await startHttpStage();
    const odd =
      '{ "payload":{"rtms_stream_id":"s\\u0031", "x":"Caf\\u00e9 🎉"},\n "event_ts":9,"event":"meeting.rtms_stopped" }';
    expect((await signed(stage, odd)).status).toBe(200);
    const timestamp = seconds();
    const plain = await stage.call('/webhook', {
      method: 'POST',
      body: JSON.stringify(stopped),
      headers: {
        'content-type': 'text/plain',
        'x-zm-request-timestamp': String(timestamp),
        'x-zm-signature': webhookSignature(secretToken, timestamp, JSON.stringify(stopped)),
      },
    });
    expect(plain.status).toBe(200);
    await vi.waitFor(() => expect(stage.acted).toHaveLength(2));
  });

  it('refuses a start that is 6 minutes old or from the future, and accepts a stop of an hour ago', async () => {
    await using stage = await startHttpStage();
    expect((await signed(stage, JSON.stringify(started()), seconds(6))).status).toBe(401);
    expect((await signed(stage, JSON.stringify(started()), seconds(-6))).status).toBe(401);
    expect((await signed(stage, JSON.stringify(stopped), seconds(60))).status).toBe(200);
    expect((await signed(stage, JSON.stringify(stopped), seconds(91))).status).toBe(401);
  });

  it('ignores a repeat, and accepts the same stream at another time', async () => {
    await using stage = await startHttpStage();
    const body = JSON.stringify(started());
    expect((await signed(stage, body)).status).toBe(200);
    expect((await signed(stage, body)).status).toBe(200);
    expect((await signed(stage, JSON.stringify(started(7)))).status).toBe(200);
    await vi.waitFor(() =>
      expect(stage.acted.map((event) => event.type === 'stream-started' && event.at)).toEqual([5, 7]),
    );
  });

  it('answers 503 while the database is away, so that Zoom sends it again', async () => {
    await using stage = await startHttpStage();
    stage.webhooks.isDown = true;
    expect((await signed(stage, JSON.stringify(started()))).status).toBe(503);
    expect(stage.acted).toEqual([]);
    stage.webhooks.isDown = false;
    expect((await signed(stage, JSON.stringify(started()))).status).toBe(200);
    await vi.waitFor(() => expect(stage.acted).toHaveLength(1));
  });

  it.each(['{', 'null', '[]', '"text"', '{}', '{"event":"meeting.rtms_started","payload":null}', ''])(
    'answers 400 to the signed body %j',
    async (body) => {
      await using stage = await startHttpStage();
      expect((await signed(stage, body)).status).toBe(400);
    },
  );

  it('answers 200 to an unknown event, and stores nothing', async () => {
    await using stage = await startHttpStage();
    expect(
      (await signed(stage, JSON.stringify({ event: 'rtms.request_status', payload: null }))).status,
    ).toBe(200);
    expect(stage.webhooks.rows.size).toBe(0);
  });

  it('reads 64 kB at most', async () => {
    await using stage = await startHttpStage();
    expect((await signed(stage, JSON.stringify({ ...stopped, filler: 'x'.repeat(70_000) }))).status).toBe(
      413,
    );
  });

  describe('URL validation', () => {
    const challenge = (plainToken: string) =>
      JSON.stringify({ event: 'endpoint.url_validation', event_ts: 5, payload: { plainToken } });

    it('answers a challenge that is signed, and an unsigned one that is harmless', async () => {
      await using stage = await startHttpStage();
      const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
      const answer = { plainToken, encryptedToken: validationToken(secretToken, plainToken) };
      expect(await (await signed(stage, challenge(plainToken))).json()).toEqual(answer);
      expect(await (await post(stage, challenge(plainToken))).json()).toEqual(answer);
    });

    it('signs no challenge in the form of a webhook', async () => {
      await using stage = await startHttpStage();
      const plainToken = `v0:${seconds()}:${JSON.stringify(started())}`;
      for (const answer of [
        await post(stage, challenge(plainToken)),
        await signed(stage, challenge(plainToken)),
      ]) {
        expect(answer.status).toBe(401);
        expect(await answer.text()).not.toContain(validationToken(secretToken, plainToken));
      }
    });

    it('refuses a challenge with a wrong or stale signature', async () => {
      await using stage = await startHttpStage();
      const body = challenge('qgg8vlvZRS6UYooatFL8Aw');
      const headers = { 'x-zm-signature': 'v0=00', 'x-zm-request-timestamp': String(seconds()) };
      expect((await post(stage, body, headers)).status).toBe(401);
      expect((await signed(stage, body, seconds(6))).status).toBe(401);
    });
  });

  it('logs no signature and nothing of a refused body', async () => {
    await using stage = await startHttpStage();
    const timestamp = seconds();
    const body = JSON.stringify({ ...started(), note: 'unmistakable' });
    await signed(stage, body, timestamp);
    await post(stage, body);
    await vi.waitFor(() => expect(stage.acted).toHaveLength(1));
    expect(stage.log.join('')).not.toMatch(/unmistakable/);
    expect(stage.log.join('')).not.toContain(webhookSignature(secretToken, timestamp, body));
  });
});
