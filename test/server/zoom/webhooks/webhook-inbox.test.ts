import { describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { parseWebhook } from '../../../../server/zoom/webhooks/events.ts';
import { WebhookInbox } from '../../../../server/zoom/webhooks/webhook-inbox.ts';
import type { ZoomEvent } from '../../../../server/zoom/webhooks/zoom-event.ts';
import { holdTimers } from '../../../support/held-timers.ts';
import { InMemoryWebhooks } from '../../../support/in-memory-zoom.ts';

const logger = createLogger('silent');

function received(event: string, streamId = 's1', at = 5) {
  const payload = { meeting_uuid: 'u==', rtms_stream_id: streamId, server_urls: 'wss://a' };
  const parsed = parseWebhook(JSON.stringify({ event, event_ts: at, payload }), 0);
  if (parsed.kind !== 'event') throw new Error('no event');
  return parsed;
}

describe('WebhookInbox', () => {
  it('acts on a stop after the start of the same stream, and on other streams meanwhile', async () => {
    const order: string[] = [];
    const slow = deferred();
    await using inbox = new WebhookInbox({
      store: new InMemoryWebhooks(),
      logger,
      act: async (event: ZoomEvent) => {
        if (event.type === 'stream-started' && event.streamId === 's1') await slow.promise;
        order.push(`${event.type} ${'streamId' in event ? event.streamId : ''}`);
      },
    });
    const start = received('meeting.rtms_started');
    const stop = received('meeting.rtms_stopped');
    const other = received('meeting.rtms_started', 's2');
    const first = inbox.act(start.key, start.event);
    const second = inbox.act(stop.key, stop.event);
    await inbox.act(other.key, other.event);
    slow.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['stream-started s2', 'stream-started s1', 'stream-stopped s1']);
  });

  it('acts once, after a restart, on an event that failed', async () => {
    const store = new InMemoryWebhooks();
    const start = received('meeting.rtms_started');
    {
      await using crashing = new WebhookInbox({
        store,
        logger,
        act: () => Promise.reject(new Error('the database went away')),
      });
      expect(await crashing.commit(start, 1)).toBe(true);
      await crashing.act(start.key, start.event);
    }
    const acted: ZoomEvent[] = [];
    await using inbox = new WebhookInbox({ store, logger, act: async (event) => void acted.push(event) });
    await inbox.actOnPending();
    await inbox.actOnPending();
    expect(acted).toEqual([start.event]);
  });

  it('retries after an error that may pass', async () => {
    const store = new InMemoryWebhooks();
    const acted: string[] = [];
    await using inbox = new WebhookInbox({
      store,
      logger,
      act: async (event) => {
        acted.push(event.type);
        if (acted.length === 1) throw Object.assign(new Error('away'), { retryable: true });
      },
    });
    const start = received('meeting.rtms_started');
    await inbox.commit(start, 1);
    using timers = holdTimers();
    const done = inbox.act(start.key, start.event);
    await timers.until(() => vi.getTimerCount() === 1);
    expect(acted).toEqual(['stream-started']);
    await timers.advance(500);
    await done;
    expect(acted).toEqual(['stream-started', 'stream-started']);
    expect(await store.pending()).toEqual([]);
  });

  it('retries a postponed event until it succeeds, and acts on later events meanwhile', async () => {
    const store = new InMemoryWebhooks();
    const acted: string[] = [];
    let failures = 5;
    await using inbox = new WebhookInbox({
      store,
      logger,
      laterMs: { first: 1, longest: 2 },
      act: async (event) => {
        if (event.type === 'stream-stopped' && failures > 0) {
          failures -= 1;
          throw new Error('the record could not be deleted');
        }
        acted.push(event.type);
      },
    });
    const stop = received('meeting.rtms_stopped');
    await inbox.commit(stop, 1);
    await inbox.act(stop.key, stop.event);
    const interruption = received('meeting.rtms_interrupted', 's1', 6);
    await inbox.commit(interruption, 2);
    await inbox.act(interruption.key, interruption.event);
    await vi.waitFor(() => expect(acted).toEqual(['stream-interrupted', 'stream-stopped']));
    await vi.waitFor(async () => expect(await store.pending()).toEqual([]));
  });

  it('reads postponed events again after the store failed', async () => {
    const store = new InMemoryWebhooks();
    const acted: string[] = [];
    await using inbox = new WebhookInbox({
      store,
      logger,
      laterMs: { first: 1, longest: 2 },
      act: async (event) => {
        acted.push(event.type);
        if (acted.length === 1) throw new Error('the database went away');
      },
    });
    vi.spyOn(store, 'pending').mockRejectedValueOnce(new Error('it is still away'));
    const start = received('meeting.rtms_started');
    await inbox.commit(start, 1);
    await inbox.act(start.key, start.event);
    await vi.waitFor(() => expect(acted).toEqual(['stream-started', 'stream-started']));
  });

  it('acts on the pending events of one stream alone when asked for them', async () => {
    const store = new InMemoryWebhooks();
    const acted: ZoomEvent[] = [];
    await using inbox = new WebhookInbox({ store, logger, act: async (event) => void acted.push(event) });
    const own = received('meeting.rtms_started');
    const other = received('meeting.rtms_started', 's2');
    for (const each of [other, own]) await inbox.commit(each, 1);
    await inbox.actOnPending({ onlyStreams: true, streamId: 's1' });
    expect(acted).toEqual([own.event]);
    await inbox.actOnPending({ onlyStreams: true });
    expect(acted).toEqual([own.event, other.event]);
  });

  it('drops a stored row it cannot read', async () => {
    const store = new InMemoryWebhooks();
    await store.add({ key: 'k', event: 'e', body: '{', receivedAt: 1 });
    await using inbox = new WebhookInbox({ store, logger, act: async () => {} });
    await inbox.actOnPending();
    expect(await store.pending()).toEqual([]);
  });

  it('waits for a running action at its disposal', async () => {
    const slow = deferred();
    let done = false;
    const inbox = new WebhookInbox({
      store: new InMemoryWebhooks(),
      logger,
      act: async () => {
        await slow.promise;
        done = true;
      },
    });
    const start = received('meeting.rtms_started');
    void inbox.act(start.key, start.event);
    const disposed = inbox[Symbol.asyncDispose]();
    slow.resolve();
    await disposed;
    expect(done).toBe(true);
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
