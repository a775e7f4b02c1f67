import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../server/logger.ts';
import { createWebhookActions } from '../../../../server/zoom/webhooks/webhook-actions.ts';
import { InMemoryDirectory } from '../../../support/in-memory-zoom.ts';

function stage() {
  const directory = new InMemoryDirectory();
  const calls: unknown[] = [];
  const call =
    (name: string) =>
    async (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const act = createWebhookActions({
    directory,
    streams: { started: call('started'), stopped: call('stopped'), interrupted: call('interrupted') },
    announce: { emit: async (...event: unknown[]) => void calls.push(event) },
    logger: createLogger('silent'),
  });
  return { directory, calls, act };
}

const started = {
  type: 'stream-started',
  streamId: 's',
  zoomUuid: 'u==',
  serverUrls: ['wss://a'],
  at: 5,
} as const;

describe('webhook actions', () => {
  it('opens the meeting of a started stream and makes its operator a member, before the stream starts', async () => {
    const { act, directory, calls } = stage();
    await act({ ...started, operatorId: 'op', isOriginalHost: true, meetingNumber: '852' });
    const meeting = await directory.byUuid('u==');
    expect(meeting).toMatchObject({ number: '852' });
    expect(directory.members.get('m1')).toEqual(new Map([['op', { how: 'hosted' }]]));
    expect(calls).toEqual([['started', 'm1', expect.objectContaining({ streamId: 's' })]]);
  });

  it('makes the operator of a stream a host only where Zoom says so', async () => {
    const { act, directory } = stage();
    await act({ ...started, operatorId: 'guest', isOriginalHost: false });
    await act({ ...started, streamId: 's2', operatorId: 'somebody' });
    await act({ type: 'meeting-started', meeting: { uuid: 'u==', hostId: 'host' }, at: 5 });
    await act({ ...started, streamId: 's3', operatorId: 'host' });
    expect(directory.members.get('m1')).toEqual(
      new Map([
        ['guest', { how: 'operated' }],
        ['somebody', { how: 'operated' }],
        ['host', { how: 'hosted' }],
      ]),
    );
  });

  it('passes stops and interruptions of known and unknown streams on', async () => {
    const { act, calls } = stage();
    const stopped = { type: 'stream-stopped', streamId: 'x', at: 5 } as const;
    const interrupted = { type: 'stream-interrupted', streamId: 'x', at: 5 } as const;
    await act(stopped);
    await act(interrupted);
    expect(calls).toEqual([
      ['stopped', stopped],
      ['stream-stopped', stopped],
      ['interrupted', interrupted],
    ]);
  });

  it('stores the host of a signed event', async () => {
    const { act, directory, calls } = stage();
    const meeting = { uuid: 'u==', hostId: 'h', number: '852', topic: 'Weekly' };
    await act({ type: 'meeting-started', meeting, at: 5 });
    expect(await directory.byUuid('u==')).toMatchObject(meeting);
    expect(calls).toHaveLength(1);
  });

  it('makes no meeting for a join of an unknown one', async () => {
    const { act, directory } = stage();
    await act({ type: 'participant-joined', meeting: { uuid: 'u==' }, at: 5 });
    expect(directory.meetings.size).toBe(0);
  });

  it('passes a deauthorization on', async () => {
    const { act, calls } = stage();
    await act({ type: 'app-deauthorized', userId: 'gone', at: 5 });
    expect(calls).toEqual([['deauthorized', { uid: 'gone' }]]);
  });
});
