import { createHmac } from 'node:crypto';
import express from 'express';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createErrorHandler } from '../../../../server/http/answers/error-handler.ts';
import { createWebhookRoute } from '../../../../server/http/routes/webhook-route.ts';
import { createLogger } from '../../../../server/logger.ts';
import { parseWebhook } from '../../../../server/zoom/webhooks/events.ts';
import { WebhookInbox } from '../../../../server/zoom/webhooks/webhook-inbox.ts';
import type { ZoomEvent } from '../../../../server/zoom/webhooks/zoom-event.ts';
import { serve } from '../../../support/oauth-fixtures.ts';

const SECRET = 'a webhook secret token';

const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 53, 1e21, 1e300));
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', '\0', '\ud800', '6', 'wss://a,wss://b'),
);
const value = fc.oneof(number, text, fc.jsonValue());

const fields = fc.record(
  Object.fromEntries(
    [
      'meeting_uuid',
      'webinar_uuid',
      'session_id',
      'rtms_stream_id',
      'server_urls',
      'operator_id',
      'is_original_host',
      'meeting_id',
      'stop_reason',
      'uuid',
      'id',
      'host_id',
      'topic',
      'user_id',
      'participant',
      'plainToken',
    ].map((name) => [name, value]),
  ),
  { requiredKeys: [] },
);

const name = fc.oneof(
  fc.constantFrom(
    'meeting.rtms_started',
    'webinar.rtms_stopped',
    'session.rtms_interrupted',
    'meeting.started',
    'webinar.ended',
    'meeting.participant_joined',
    'app_deauthorized',
    'endpoint.url_validation',
    'rtms.concurrency_limited',
    'rtms.request_status',
  ),
  text,
);

const event = fc.record(
  {
    event: fc.oneof({ weight: 9, arbitrary: name }, value),
    event_ts: value,
    payload: fc.oneof(
      { weight: 4, arbitrary: fields },
      { weight: 4, arbitrary: fields.map((object) => ({ object })) },
      value,
    ),
  },
  { requiredKeys: [] },
);

const deep = fc
  .tuple(
    fc.constantFrom(['[', ']'], ['{"object":', '}'], ['{"all":', '}']),
    fc.integer({ min: 1, max: 5_900 }),
  )
  .chain(([[open = '', close = ''], depth]) =>
    fc
      .constantFrom('server_urls', 'object', 'participant', 'meeting_uuid')
      .map(
        (field) =>
          `{"event":"meeting.rtms_started","payload":{"meeting_uuid":"u","rtms_stream_id":"s","${field}":${open.repeat(depth)}"x"${close.repeat(depth)}}}`,
      ),
  );

const body = fc.oneof(
  { weight: 5, arbitrary: event.map((fieldsOf) => JSON.stringify(fieldsOf)) },
  fc.json(),
  fc.string({ unit: 'binary' }),
  deep,
);

it('parses any body into one of three kinds, and what it keeps into the same event again', () => {
  fc.assert(
    fc.property(fc.oneof(body, fc.uint8Array()), (bytes) => {
      const parsed = parseWebhook(bytes, 1_800_000_000_000);
      expect(['event', 'url-validation', 'malformed']).toContain(parsed.kind);
      if (parsed.kind !== 'event') return;
      expect(Number.isFinite(parsed.event.at)).toBe(true);
      if (parsed.event.type === 'stream-started') {
        expect(parsed.event.serverUrls.length).toBeGreaterThan(0);
        expect(parsed.event.serverUrls.every((url) => url !== '' && !/[\s,]/.test(url))).toBe(true);
      }
      // After a crash the stored body is parsed again.
      expect(parseWebhook(parsed.body, 1_800_000_000_000)).toEqual(parsed);
    }),
    { numRuns: 2_000 },
  );
});

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The route, with an inbox that keeps nothing. */
async function openStage() {
  const acted: ZoomEvent[] = [];
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line) => void log.push(line) });
  const keys = new Set<string>();
  const inbox = new WebhookInbox({
    store: {
      add: async ({ key }) => {
        const isNew = !keys.has(key);
        keys.add(key);
        return isNew;
      },
      pending: async () => [],
      done: async () => undefined,
    },
    act: async (happened) => void acted.push(happened),
    logger,
  });
  const app = express();
  app.use(createWebhookRoute({ secretToken: SECRET, inbox, logger }));
  app.use(createErrorHandler(logger));
  const server = await serve(app);
  return { ...server, acted, log };
}

it.each([
  ['signed', true],
  ['not signed', false],
])('answers any body below 500, %s, and never with a signature', async (_, signed) => {
  await fc.assert(
    fc.asyncProperty(body, async (raw) => {
      const before = stage.acted.length;
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const bytes = Buffer.from(raw);
      const signature = (key: string) =>
        `v0=${createHmac('sha256', key).update(`v0:${timestamp}:`).update(bytes).digest('hex')}`;
      const response = await fetch(`${stage.url}/webhook`, {
        method: 'POST',
        body: bytes,
        headers: signed
          ? { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': signature(SECRET) }
          : { 'content-type': 'application/json' },
      });
      expect(response.status).toBeLessThan(500);
      const answer = await response.text();
      expect(answer).not.toContain(signature(SECRET).slice(3));
      if (!signed) {
        expect(stage.acted.length).toBe(before);
        expect([200, 401]).toContain(response.status);
      }
    }),
    { numRuns: 150 },
  );
  expect(stage.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
});
