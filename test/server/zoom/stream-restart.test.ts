import { expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import type { StreamControlAnswer } from '../../../server/zoom/api/stream-control.ts';
import { createStreamRestart } from '../../../server/zoom/stream-restart.ts';

const MINUTE_MS = 60_000;

/** One meeting of `host`, whose streams `operator` starts. */
function story(options: { answers?: Record<string, StreamControlAnswer>; operatorId?: string } = {}) {
  const asked: string[] = [];
  const log: string[] = [];
  const state = { now: 1_800_000_000_000, isCaptured: false };
  const restart = createStreamRestart({
    streams: {
      find: async (streamId) =>
        streamId === 'unknown'
          ? undefined
          : {
              streamId,
              meetingId: 'm1',
              zoomUuid: 'u',
              serverUrls: [],
              ...(options.operatorId === undefined ? {} : { operatorId: options.operatorId }),
              isOriginalHost: false,
              startedAt: 0,
              phase: 'ended',
              updatedAt: 0,
            },
    },
    directory: {
      get: async (id) => ({
        id,
        uuid: 'u',
        hostId: 'host',
        createdAt: 0,
        expiresAt: 1,
        status: { state: 'waiting', since: 0 },
      }),
    },
    captures: { isCapturedAnywhere: async () => state.isCaptured },
    streamControl: {
      control: async ({ uid, action, meetingId }) => {
        asked.push(`${action} ${meetingId} for ${uid}`);
        return options.answers?.[uid] ?? { ok: true };
      },
    },
    logger: createLogger('debug', { write: (line) => void log.push(line) }),
    now: () => state.now,
  });
  return {
    asked,
    log,
    state,
    stopped: (stopReason: number | undefined, streamId = 's1', at = state.now) =>
      restart(
        { type: 'stream-stopped', streamId, at, ...(stopReason === undefined ? {} : { stopReason }) },
        new AbortController().signal,
      ),
  };
}

it('requests one new stream with the operator’s grant', async () => {
  const { asked, stopped, log } = story({ operatorId: 'operator' });
  await stopped(19);
  expect(asked).toEqual(['start m1 for operator']);
  expect(log.join('')).toContain('a new one is requested from Zoom');
});

it('uses the host’s grant where the operator’s is refused', async () => {
  const { asked, stopped } = story({
    operatorId: 'operator',
    answers: { operator: { ok: false, reason: 'sign-in-needed' } },
  });
  await stopped(24);
  expect(asked).toEqual(['start m1 for operator', 'start m1 for host']);
});

it('sends one request where the operator is the host, or unknown', async () => {
  for (const operatorId of ['host', undefined]) {
    const { asked, stopped } = story(operatorId === undefined ? {} : { operatorId });
    await stopped(10);
    expect(asked).toEqual(['start m1 for host']);
  }
});

it('logs that no grant allows a new stream', async () => {
  const { stopped, log } = story({ answers: { host: { ok: false, reason: 'sign-in-needed' } } });
  await stopped(14);
  expect(log.at(-1)).toContain('the panel offers it');
});

it.each([0, 1, 2, 3, 6, 7, 8, 9, 18, 20, 23, 99, undefined])(
  'requests no new stream after stop reason %s',
  async (reason) => {
    const { asked, stopped } = story();
    await stopped(reason);
    expect(asked).toEqual([]);
  },
);

it('sends no request while another stream runs, for an unknown stream, or late', async () => {
  const { asked, stopped, state } = story();
  await stopped(19, 'unknown');
  await stopped(19, 's1', state.now - 3 * MINUTE_MS);
  state.isCaptured = true;
  await stopped(19);
  expect(asked).toEqual([]);
});

it('requests three new streams per meeting in ten minutes, and logs the limit', async () => {
  const { asked, stopped, state, log } = story();
  for (const streamId of ['a', 'b', 'c', 'd', 'e']) {
    state.now += MINUTE_MS;
    await stopped(19, streamId);
  }
  expect(asked).toHaveLength(3);
  expect(log.at(-1)).toContain('keep breaking');
  state.now += 11 * MINUTE_MS;
  await stopped(19, 'f');
  expect(asked).toHaveLength(4);
});
