import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../server/logger.ts';
import type { StreamControl, StreamControlAnswer } from '../../../server/zoom/api/stream-control.ts';
import { ZoomApiError } from '../../../server/zoom/api/zoom-api-error.ts';
import { createAutoStart } from '../../../server/zoom/auto-start.ts';
import type { MeetingEvent } from '../../../server/zoom/webhooks/zoom-event.ts';
import { InMemoryDirectory } from '../../support/in-memory-zoom.ts';

type Asked = Parameters<StreamControl['control']>[0];

function story(when: 'meeting-started' | 'participant-joined') {
  const asked: Asked[] = [];
  const captured = new Set<string>();
  let answer: StreamControlAnswer = { ok: true };
  const act = createAutoStart({
    when,
    directory: new InMemoryDirectory(),
    captures: { isCapturedAnywhere: async (meetingId) => captured.has(meetingId) },
    streamControl: {
      control: async (request) => {
        asked.push(request);
        return answer;
      },
    },
    logger: createLogger('silent'),
  });
  return {
    asked,
    captured,
    answers: (next: StreamControlAnswer) => {
      answer = next;
    },
    happens: (type: MeetingEvent['type'], uuid = 'u==') =>
      act({ type, meeting: { uuid, hostId: 'host' }, at: 0 }, new AbortController().signal),
  };
}

describe('automatic start', () => {
  it('requests a stream with the host’s grant, at the configured event', async () => {
    const s = story('meeting-started');
    await s.happens('participant-joined');
    expect(s.asked).toEqual([]);
    await s.happens('meeting-started');
    expect(s.asked).toMatchObject([{ meetingId: 'm1', uid: 'host', action: 'start' }]);
  });

  it('sends one request per meeting while many people join', async () => {
    const s = story('participant-joined');
    await Promise.all([1, 2, 3].map(() => s.happens('participant-joined')));
    await s.happens('participant-joined', 'other==');
    expect(s.asked.map(({ meetingId }) => meetingId)).toEqual(['m1', 'm2']);
  });

  it.each([
    { ok: false, reason: 'sign-in-needed' },
    { ok: false, reason: 'zoom-refused', error: new ZoomApiError('meeting-not-ready') },
  ] as const)('repeats the request at the next join after an error that may pass: %j', async (refusal) => {
    const s = story('participant-joined');
    s.answers(refusal);
    await s.happens('participant-joined');
    s.answers({ ok: true });
    await s.happens('participant-joined');
    expect(s.asked).toHaveLength(2);
  });

  it.each(['not-allowed-to-start', 'no-entitlement', 'content-access-off', 'scope-missing'] as const)(
    'sends one request, not one per join, after a final error: %s',
    async (kind) => {
      const s = story('participant-joined');
      s.answers({ ok: false, reason: 'zoom-refused', error: new ZoomApiError(kind) });
      for (let people = 0; people < 20; people += 1) await s.happens('participant-joined');
      expect(s.asked).toHaveLength(1);
    },
  );

  it('sends no request for a meeting that has a stream', async () => {
    const s = story('participant-joined');
    s.captured.add('m1');
    await s.happens('participant-joined');
    expect(s.asked).toEqual([]);
  });
});
