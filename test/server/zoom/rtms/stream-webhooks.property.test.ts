/** Covers server/zoom/rtms/stream-news.ts. */
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { RtmsStreams } from '../../../../server/zoom/rtms/streams.ts';
import { stopReason } from '../../../../server/zoom/rtms/wire/stop-reason.ts';
import { parseWebhook } from '../../../../server/zoom/webhooks/events.ts';
import { createWebhookActions } from '../../../../server/zoom/webhooks/webhook-actions.ts';
import { WebhookInbox } from '../../../../server/zoom/webhooks/webhook-inbox.ts';
import { InMemoryDirectory, InMemoryWebhooks } from '../../../support/in-memory-zoom.ts';
import { MemoryStreamStore } from '../../../support/memory-stream-store.ts';
import { type PocketRtms, startPocketRtms } from '../../../support/pocket-rtms.ts';

const streamIds = ['a', 'b'] as const;

const moment = fc.integer({ min: 1, max: 9 });
const streamId = fc.constantFrom(...streamIds);
const webhook = fc.oneof(
  fc.record({
    what: fc.constant('started' as const),
    streamId,
    at: moment,
    path: fc.constantFrom('', '/two'),
  }),
  fc.record({
    what: fc.constant('stopped' as const),
    streamId,
    at: moment,
    // Breakdowns, and less often a stop on purpose.
    reason: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(17, 24) }, fc.constantFrom(1, 8)),
  }),
  fc.record({ what: fc.constant('interrupted' as const), streamId, at: moment }),
);
type Webhook = typeof webhook extends fc.Arbitrary<infer T> ? T : never;

const story = fc.record({
  /** `waits`: Zoom sends the next event after this one was acted on or postponed. */
  deliveries: fc.array(fc.record({ webhook, waits: fc.boolean() }), { minLength: 1, maxLength: 12 }),
  /** The calls of the store that fail. */
  failures: fc.array(fc.boolean(), { maxLength: 12 }),
});

it('webhooks in any order, while the store fails now and then, leave each stream connected once or not at all', async () => {
  await using zoom = await startPocketRtms();
  await fc.assert(
    fc.asyncProperty(story, async ({ deliveries, failures }) => {
      await using server = serverOf(failures);
      for (const { webhook, waits } of deliveries) {
        const acted = server.receive(webhook, zoom);
        if (waits) await acted;
      }
      await server.settled();
      for (const id of streamIds) {
        const told = deliveries.map(({ webhook }) => webhook).filter((one) => one.streamId === id);
        const expected = goesOn(told) ? ['signaling', 'media'] : [];
        await vi.waitFor(() => expect(zoom.open(id)).toEqual(expected), { timeout: 15_000, interval: 2 });
      }
      expect(zoom.doubled).toEqual([]);
    }),
    // Shrinking is off, because each shorter story that fails takes the full time-out.
    { numRuns: 100, endOnFailure: true },
  );
}, 120_000);

/** In any order: a stop on purpose ends the stream; after a breakdown it continues if a start is later than the stop. */
function goesOn(told: readonly Webhook[]): boolean {
  const stops = told.flatMap((one) => (one.what === 'stopped' ? [one] : []));
  const starts = told.flatMap((one) => (one.what === 'started' ? [one.at] : []));
  if (stops.some(({ reason }) => !stopReason(reason).recoverable)) return false;
  return Math.max(0, ...starts) > Math.max(0, ...stops.map(({ at }) => at));
}

/** The parts behind the webhook route. */
function serverOf(failures: readonly boolean[]) {
  const logger = createLogger('silent');
  const left = [...failures];
  const store = failing(new MemoryStreamStore(), left);
  const streams = new RtmsStreams({
    clientId: 'id',
    clientSecret: 'secret',
    allowedHosts: ['127.0.0.1'],
    keepAliveMs: 600_000,
    timeScale: 1,
    sourceLanguage: { mode: 'auto' },
    store,
    captions: { accept: () => {}, stored: async () => {} },
    logger,
  });
  const webhooks = new InMemoryWebhooks();
  const inbox = new WebhookInbox({
    store: webhooks,
    act: createWebhookActions({
      directory: new InMemoryDirectory(),
      streams,
      people: { deauthorized: async () => {} },
      logger,
    }),
    laterMs: { first: 1, longest: 4 },
    logger,
  });
  return {
    receive: async (one: Webhook, { url }: PocketRtms) => {
      const received = parseWebhook(bodyOf(one, url), 0);
      if (received.kind !== 'event') throw new Error('no event');
      if (await inbox.commit(received, one.at)) await inbox.act(received.key, received.event);
    },
    settled: () =>
      vi.waitFor(async () => expect(await webhooks.pending()).toEqual([]), { timeout: 15_000, interval: 2 }),
    [Symbol.asyncDispose]: async () => {
      await inbox[Symbol.asyncDispose]();
      await streams[Symbol.asyncDispose]();
    },
  };
}

function bodyOf(one: Webhook, url: string): string {
  const ids = { meeting_uuid: `${one.streamId}==`, rtms_stream_id: one.streamId };
  const more = {
    started: { server_urls: one.what === 'started' ? `${url}${one.path}` : '' },
    stopped: { stop_reason: one.what === 'stopped' ? one.reason : 0 },
    interrupted: {},
  };
  return JSON.stringify({
    event: `meeting.rtms_${one.what}`,
    event_ts: one.at,
    payload: { ...ids, ...more[one.what] },
  });
}

/** A store whose failures are not retryable, so that the webhook is postponed. */
function failing(store: MemoryStreamStore, left: boolean[]): MemoryStreamStore {
  const mayFail = () => {
    if (left.shift() === true) throw new Error('the database is away');
  };
  const { save, find } = { save: store.save.bind(store), find: store.find.bind(store) };
  vi.spyOn(store, 'save').mockImplementation(async (row) => {
    mayFail();
    await save(row);
  });
  vi.spyOn(store, 'find').mockImplementation(async (id) => {
    mayFail();
    return find(id);
  });
  return store;
}
