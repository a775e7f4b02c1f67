/**
 * Covers server/zoom/rtms/content/stream-reports.ts, server/zoom/rtms/stream-commands.ts,
 * server/zoom/rtms/stream-counters.ts, server/zoom/rtms/stream-ledger.ts, server/zoom/rtms/stream.ts,
 * server/zoom/rtms/wire/stream-settings.ts.
 */
import { describe, expect, it, vi } from 'vitest';
import type { StreamUpdate } from '../../../../server/captions/model/stream-update.ts';
import { createLogger } from '../../../../server/logger.ts';
import type { StreamRecord } from '../../../../server/zoom/rtms/stream-store.ts';
import { RtmsStreams } from '../../../../server/zoom/rtms/streams.ts';
import { holdTimers } from '../../../support/held-timers.ts';
import { MemoryStreamStore } from '../../../support/memory-stream-store.ts';
import { startPocketRtms } from '../../../support/pocket-rtms.ts';

/** The discard port, on which no server listens: a connection fails and is retried. */
const nowhere = 'ws://127.0.0.1:9';

function scene(
  accept?: (update: StreamUpdate) => void,
  store = new MemoryStreamStore(),
  stored: (meetingId: string) => Promise<void> = async () => {},
) {
  const updates: StreamUpdate[] = [];
  const log: string[] = [];
  const streams = new RtmsStreams({
    clientId: 'id',
    clientSecret: 'secret',
    allowedHosts: ['127.0.0.1'],
    keepAliveMs: 10_000,
    timeScale: 1,
    sourceLanguage: { mode: 'auto' },
    store,
    captions: { accept: accept ?? ((update) => updates.push(update)), stored },
    logger: createLogger('debug', { write: (line) => void log.push(line) }),
  });
  return { store, updates, log, streams, [Symbol.asyncDispose]: () => streams[Symbol.asyncDispose]() };
}

const started = {
  type: 'stream-started',
  streamId: 's',
  zoomUuid: 'u',
  serverUrls: [nowhere],
  at: 1_000,
} as const;
const stopped = { type: 'stream-stopped', streamId: 's', at: 2_000 } as const;

const row: StreamRecord = {
  streamId: 's',
  meetingId: 'm',
  zoomUuid: 'u',
  serverUrls: [nowhere],
  isOriginalHost: true,
  startedAt: 1_000,
  phase: 'ended',
  updatedAt: 1_500,
};

describe('streams', () => {
  it('are stored before they are connected', async () => {
    await using _ = scene();
    const { store, streams } = _;
    await streams.started('m', { ...started, isOriginalHost: true, operatorId: 'op' });
    expect(store.rows.get('s')).toMatchObject({
      meetingId: 'm',
      phase: 'open',
      startedAt: 1_000,
      isOriginalHost: true,
    });
    expect(streams.ofMeeting('m')).toEqual([
      {
        meetingId: 'm',
        streamId: 's',
        zoomUuid: 'u',
        operatorId: 'op',
        isOriginalHost: true,
        startedAt: 1_000,
        state: 'connecting',
      },
    ]);
    expect(streams.ofMeeting('other')).toEqual([]);
  });

  it('are not connected when they cannot be stored', async () => {
    await using _ = scene();
    vi.spyOn(_.store, 'save').mockRejectedValueOnce(new Error('disk full'));
    await expect(_.streams.started('m', started)).rejects.toThrow('disk full');
    expect(_.streams.counters.signalingAttempts).toBe(0);
  });

  it('move for another address of the same moment, and not for an older delivery', async () => {
    await using _ = scene();
    const { store, streams } = _;
    await streams.started('m', started);
    await streams.started('m', { ...started, serverUrls: [`${nowhere}/two`] });
    expect(store.rows.get('s')?.serverUrls).toEqual([`${nowhere}/two`]);
    await streams.started('m', { ...started, serverUrls: [`${nowhere}/old`], at: 500 });
    expect(store.rows.get('s')?.serverUrls).toEqual([`${nowhere}/two`]);
  });

  it('do not move to an address that is not allowed', async () => {
    await using _ = scene();
    await _.streams.started('m', started);
    await _.streams.started('m', { ...started, serverUrls: ['wss://evil.example'], at: 2_000 });
    expect(_.store.rows.get('s')?.serverUrls).toEqual([nowhere]);
    expect(_.streams.openStreams).toBe(1);
  });

  it('stopped on purpose do not start again', async () => {
    await using _ = scene();
    _.store.rows.set('s', { ...row, stopReason: 6 });
    await _.streams.started('m', { ...started, at: 9_000 });
    await _.streams.interrupted({ type: 'stream-interrupted', streamId: 's', at: 9_000 });
    expect(_.streams.openStreams).toBe(0);
  });

  it('that broke down continue after a later start, not after an older one', async () => {
    await using _ = scene();
    await _.streams.started('m', started);
    await _.streams.stopped({ ...stopped, stopReason: 17 });
    await _.streams.started('m', { ...started, at: 1_500 });
    await _.streams.started('m', { ...started, at: 3_000, isUndated: true });
    expect(_.streams.openStreams).toBe(0);
    await _.streams.started('m', { ...started, at: 3_000 });
    expect(_.streams.ofMeeting('m')).toMatchObject([{ streamId: 's', state: 'reconnecting' }]);
    expect(_.store.rows.get('s')).toMatchObject({ phase: 'open', startedAt: 3_000 });
    expect(_.store.rows.get('s')?.stopReason).toBeUndefined();
  });

  it('stopped twice continue only after a start later than both stops', async () => {
    await using _ = scene();
    await _.streams.stopped({ ...stopped, at: 2_000, stopReason: 17 });
    await _.streams.stopped({ ...stopped, at: 9_000, stopReason: 17 });
    await _.streams.stopped({ ...stopped, at: 3_000, stopReason: 24 });
    await _.streams.started('m', { ...started, at: 5_000 });
    expect(_.streams.openStreams).toBe(0);
    await _.streams.started('m', { ...started, at: 9_500 });
    expect(_.streams.openStreams).toBe(1);
  });

  it('stopped on purpose stay ended after a later breakdown', async () => {
    await using _ = scene();
    await _.streams.started('m', started);
    await _.streams.stopped({ ...stopped, stopReason: 1 });
    await _.streams.stopped({ ...stopped, at: 3_000, stopReason: 17 });
    await _.streams.started('m', { ...started, at: 4_000 });
    expect(_.streams.openStreams).toBe(0);
    expect(_.store.rows.get('s')?.stopReason).toBe(1);
  });

  it('that moved do not end with a breakdown of the old server, but with a stop on purpose', async () => {
    await using _ = scene();
    await _.streams.started('m', { ...started, at: 3_000 });
    await _.streams.stopped({ ...stopped, stopReason: 17 });
    expect(_.streams.openStreams).toBe(1);
    await _.streams.stopped({ ...stopped, stopReason: 1 });
    expect(_.streams.openStreams).toBe(0);
  });

  it('without event_ts are repeats, unless the address differs', async () => {
    await using _ = scene();
    await _.streams.started('m', { ...started, isUndated: true });
    await _.streams.started('m', { ...started, at: 2_000, isUndated: true });
    expect(_.store.rows.get('s')?.startedAt).toBe(1_000);
    await _.streams.started('m', { ...started, at: 3_000, isUndated: true, serverUrls: [`${nowhere}/two`] });
    expect(_.store.rows.get('s')?.serverUrls).toEqual([`${nowhere}/two`]);
  });

  it('stopped before their start is delivered do not start, even after a restart', async () => {
    await using first = scene();
    await first.streams.stopped(stopped);
    await first.streams[Symbol.asyncDispose]();
    await using next = scene(undefined, first.store);
    await next.streams.started('m', { ...started, at: 3_000 });
    await next.streams.interrupted({ type: 'stream-interrupted', streamId: 's', at: 3_000 });
    expect(next.streams.openStreams).toBe(0);
    expect(next.updates).toEqual([]);
    await next.streams.stopped({ ...stopped, stopReason: 6 });
    expect(next.updates).toEqual([]);
  });

  it('that were given up continue after a later start or interruption, not after a repeat', async () => {
    await using _ = scene();
    _.store.rows.set('s', row);
    await _.streams.started('m', started);
    expect(_.streams.openStreams).toBe(0);
    await _.streams.started('m', { ...started, at: 9_000 });
    expect(_.streams.ofMeeting('m')[0]?.state).toBe('reconnecting');
    _.store.rows.set('t', { ...row, streamId: 't' });
    await _.streams.interrupted({ type: 'stream-interrupted', streamId: 't', at: 9_000 });
    expect(_.streams.openStreams).toBe(2);
  });

  it('stopped while their start is being stored end', async () => {
    await using _ = scene();
    await Promise.all([_.streams.started('m', started), _.streams.stopped({ ...stopped, stopReason: 1 })]);
    expect(_.streams.openStreams).toBe(0);
    expect(_.store.rows.get('s')).toMatchObject({ phase: 'ended', stopReason: 1 });
    expect(_.updates.at(-1)).toMatchObject({
      type: 'stream-state',
      state: 'ended',
      reason: { code: 'host-stopped' },
    });
  });

  it('that ended without Zoom’s reason report it when it is delivered', async () => {
    await using _ = scene();
    _.store.rows.set('s', row);
    await _.streams.stopped({ ...stopped, stopReason: 6 });
    expect(_.updates).toMatchObject([
      { type: 'stream-state', state: 'ended', reason: { code: 'meeting-ended' } },
    ]);
    await _.streams.stopped(stopped);
    expect(_.store.rows.get('s')?.stopReason).toBe(6);
    expect(_.updates).toHaveLength(1);
  });

  it('that are revoked are deleted, known or not, and keep their row', async () => {
    await using _ = scene();
    _.store.rows.set('s', { ...row, phase: 'open' });
    await _.streams.stopped({ ...stopped, stopReason: 8 });
    await _.streams.stopped({ ...stopped, streamId: 'unknown', stopReason: 8 });
    expect(_.store.deleted).toEqual(['s', 'unknown']);
    expect(_.store.rows.get('s')).toMatchObject({ phase: 'ended', stopReason: 8 });
  });

  it('that are revoked are deleted after their segments are stored', async () => {
    const order: string[] = [];
    const store = new MemoryStreamStore();
    vi.spyOn(store, 'deleteRecord').mockImplementation(async () => void order.push('deleted'));
    await using _ = scene(undefined, store, async (meetingId) => void order.push(`${meetingId} stored`));
    store.rows.set('s', { ...row, phase: 'open' });
    await _.streams.stopped({ ...stopped, stopReason: 8 });
    expect(order).toEqual(['m stored', 'deleted']);
  });

  it('that are revoked while segments cannot be stored fail as retryable, and are deleted later', async () => {
    await using _ = scene(undefined, undefined, () => new Promise(() => {}));
    _.store.rows.set('s', { ...row, phase: 'open' });
    using timers = holdTimers();
    const failed = expect(_.streams.stopped({ ...stopped, stopReason: 8 })).rejects.toMatchObject({
      retryable: true,
    });
    await timers.until(() => vi.getTimerCount() === 1);
    await timers.advance(2_000);
    await failed;
    expect(_.store.deleted).toEqual([]);
    expect(_.store.rows.get('s')?.phase).toBe('open');
  });

  it('resume from the store once each', async () => {
    await using rtms = await startPocketRtms();
    await using _ = scene();
    _.store.rows.set('s', { ...row, serverUrls: [rtms.url], phase: 'open' });
    _.store.rows.set('t', { ...row, streamId: 't' });
    await Promise.all([_.streams.resume(), _.streams.resume()]);
    expect(_.streams.ofMeeting('m').map(({ streamId }) => streamId)).toEqual(['s']);
    await expect.poll(() => rtms.open('s')).toEqual(['signaling', 'media']);
    expect(_.streams.counters.signalingAttempts).toBe(1);
    expect(rtms.doubled).toEqual([]);
  });

  it('stay connected when the captions throw', async () => {
    await using _ = scene(() => {
      throw new Error('captions are down');
    });
    await _.streams.started('m', started);
    expect(_.streams.openStreams).toBe(1);
    expect(_.log.join('')).toContain('was not accepted');
  });

  it('do not start after the disposal', async () => {
    const { streams } = scene();
    await streams[Symbol.asyncDispose]();
    await streams.started('m', started);
    expect(streams.counters.signalingAttempts).toBe(0);
  });
});
