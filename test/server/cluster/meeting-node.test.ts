/** Over stand-ins for Redis, streams and lines. Covers server/cluster/background-work.ts. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeldMeetings } from '../../../server/cluster/held-meetings.ts';
import { MeetingNode } from '../../../server/cluster/meeting-node.ts';
import { createLogger } from '../../../server/logger.ts';
import { withResolvers } from '../translation/stories.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A node with the meetings it could take, and what it did to them. */
function stage(open: readonly string[] = []) {
  const held = new HeldMeetings();
  const did: string[] = [];
  const fails = { resume: 0, open: 0, leave: 0 };
  const leaving: Promise<unknown>[] = [];
  let token = 0;
  const once = async (what: keyof typeof fails, done: string) => {
    fails[what] -= 1;
    if (fails[what] >= 0) throw new Error('the database is away');
    did.push(done);
  };
  const node = new MeetingNode({
    held,
    leases: {
      take: async (meetingId) => {
        if (meetingId.startsWith('locked')) throw new Error('the database is away');
        if (!held.has(meetingId)) held.hold({ meetingId, token: ++token });
        return { kind: 'own' };
      },
      unowned: async (ids) => ids.filter((meetingId) => !held.has(meetingId)),
      release: async (meetingId) => {
        held.release(meetingId);
        did.push(`release ${meetingId}`);
      },
      close: () => undefined,
    },
    rooms: {
      own: () => new Set(),
      follow: async () => ({ read: ['es'], ended: [] }),
      unfollow: () => undefined,
    },
    bus: {
      onMessage: () => undefined,
      tell: async () => true,
      tellAll: () => undefined,
      tellAllSurely: async () => undefined,
    },
    live: {
      accept: () => undefined,
      correct: async () => 'corrected',
      has: () => true,
      history: async () => ({ captions: [], more: false }),
      prepare: async () => ({ state: 'ready', translated: 0, total: 0 }),
      open: (meetingId, language) => once('open', `open ${meetingId} ${language}`),
      forget: (meetingId) => once('leave', `forget ${meetingId}`),
      unwatched: () => undefined,
    },
    streams: {
      resume: (meetingId) => once('resume', `resume ${meetingId}`),
      leave: async () => {
        await leaving.pop();
      },
      isCaptured: () => true,
    },
    store: { openMeetings: async () => open },
    inbox: { actOnPending: async () => undefined },
    react: async () => undefined,
    logger: createLogger('silent'),
  });
  return { node, held, did, fails, leaving };
}

it('connects the streams of a meeting it took while the database was away', async () => {
  const { node, did, fails } = stage(['m']);
  fails.resume = 2;
  await node.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(did.slice(0, 2)).toEqual(['resume m', 'open m es']);
  await node.handOver();
});

it('opens a language that is read elsewhere and could not be opened at first', async () => {
  const { node, did, fails } = stage(['m']);
  fails.open = 2;
  await node.start();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(did).toContain('open m es');
  await node.handOver();
});

it('takes every meeting of a node that died at one look, though some of them cannot be taken', async () => {
  const open = Array.from({ length: 400 }, (_, index) =>
    index % 50 === 0 ? `locked ${index}` : `m${index}`,
  );
  const { node, held } = stage(open);
  await node.start();
  await vi.advanceTimersByTimeAsync(1);
  expect(held.count).toBeGreaterThanOrEqual(392 - 50);
  await node.handOver();
});

it('leaves a lost meeting before it goes on with it, when it has taken it again', async () => {
  const { node, held, did, leaving } = stage(['m']);
  await node.start();
  await vi.advanceTimersByTimeAsync(1);
  const left = withResolvers<void>();
  leaving.push(left.promise);
  did.length = 0;
  held.lose('m');
  held.hold({ meetingId: 'm', token: 9 });
  await vi.advanceTimersByTimeAsync(1);
  left.resolve();
  await vi.advanceTimersByTimeAsync(1);
  expect(did).toEqual(['forget m', 'resume m', 'open m es']);
  await node.handOver();
});

it('gives up its meetings when they cannot be stored, so that others need not wait for the lease to end', async () => {
  const { node, held, did, fails } = stage(['m', 'n']);
  await node.start();
  await vi.advanceTimersByTimeAsync(1);
  fails.leave = 2;
  await node.handOver();
  expect(held.count).toBe(0);
  expect(did).toEqual(expect.arrayContaining(['release m', 'release n']));
});
