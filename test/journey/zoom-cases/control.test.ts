import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Journey } from '../../support/journey.ts';
import { signInFromPanel } from '../../support/sign-in-from-panel.ts';
import { SmallBrowser } from '../../support/small-browser.ts';
import {
  errorsIn,
  type Kind,
  kinds,
  say,
  shows,
  takeViolations,
  untilState,
} from '../../support/zoom-case.ts';

const problemSchema = z.object({ code: z.string(), detail: z.string() });

/** The host has a panel open and has signed in there. */
async function openHost(journey: Journey, kind: Kind) {
  const meeting = journey.zoom.createMeeting({ kind });
  const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: meeting.host.id, role: 'host' });
  await panel.watch('es');
  await meeting.announceStarted();
  await signInFromPanel(journey, panel, meeting.host);
  const control = (action: string) =>
    fetch(`${journey.url}/api/meetings/${panel.session.meeting?.id}/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${panel.session.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });
  return { meeting, panel, control, ana: meeting.join('Ana') };
}

const statusCalls = (journey: Journey) =>
  journey.zoom.requests.filter(({ path }) => path.endsWith('/rtms_app/status'));

describe.each(kinds)('starting and stopping captions of a %s', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.start();
  });
  afterEach(() => expect(takeViolations(journey)).toEqual([]));
  afterAll(() => journey[Symbol.asyncDispose]());

  it.each([10, 11, 12, 13, 14, 15, 16, 17, 19, 24])(
    'stop reason %i: the host’s permission starts a new stream, and no line is lost',
    async (reason) => {
      const { meeting, panel, ana, control } = await openHost(journey, kind);
      expect((await control('start')).status).toBe(202);
      await untilState(panel, 'live');
      const broken = meeting.stream;
      await say({ meeting, panel, ana }, 'Before.');
      await broken?.stop(reason);
      await vi.waitFor(() => expect(meeting.streams).toHaveLength(2));
      await untilState(panel, 'live');
      await say({ meeting, panel, ana }, 'After.');
      await shows(panel, 'Before.', 'After.');
      // Never silent: in between, the panel said what happened and what helps.
      const ended = panel.statuses.find(({ state }) => state === 'ended');
      expect(ended?.reason).toMatch(/Start them again to go on\.$/);
      expect(meeting.stream?.id).not.toBe(broken?.id);
    },
  );

  it('without a permission to start, the panel offers it in plain words', async () => {
    const meeting = journey.zoom.createMeeting({ kind });
    const panel = await journey.openPanel({
      meetingUuid: meeting.uuid,
      uid: 'host-without-grant',
      role: 'host',
    });
    await panel.watch('es');
    for (const reason of [10, 18, 24]) {
      const stream = await meeting.startRtms();
      await untilState(panel, 'live');
      await stream.stop(reason);
      await untilState(panel, 'ended');
      expect(panel.status).toMatchObject({
        start: 'yes',
        reason: expect.stringMatching(/again to go on\.$/),
      });
    }
    expect(statusCalls(journey).filter(({ path }) => path.includes(meeting.number))).toEqual([]);
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('does not restart a stream that was stopped on purpose', async () => {
    const { meeting, panel, control } = await openHost(journey, kind);
    for (const reason of [1, 2, 3, 5, 6, 7, 8, 9, 18, 20, 23]) {
      expect((await control('start')).status).toBe(202);
      await untilState(panel, 'live');
      const count = meeting.streams.length;
      await meeting.stream?.stop(reason);
      await untilState(panel, 'ended');
      expect(meeting.streams).toHaveLength(count);
    }
  });
});

describe('requests to Zoom', () => {
  it('show a refusal as a sentence, and are repeated only when retryable', async () => {
    await using journey = await Journey.start();
    const { panel, control, meeting } = await openHost(journey, 'meeting');
    for (const [answers, status, code, words, calls] of [
      [[2308], 409, 'zoom-not-allowed-to-start', /invited/, 1],
      [[2310], 409, 'zoom-no-entitlement', /Developer Pack/, 1],
      [[13262], 409, 'zoom-content-access-off', /administrator/, 1],
      [['missing-scope'], 409, 'zoom-scope-missing', /Sign in/, 1],
      [[3000, 500, 429], 429, 'zoom-rate-limited', /moment/, 3],
    ] as const) {
      const before = statusCalls(journey).length;
      journey.zoom.scriptStatusCalls(answers);
      const response = await control('start');
      const problem = problemSchema.parse(await response.json());
      expect([response.status, problem.code]).toEqual([status, code]);
      expect(problem.detail).toMatch(words);
      expect(statusCalls(journey).length - before).toBe(calls);
    }
    expect(meeting.streams).toEqual([]);
    // Not ready for a moment, then it is.
    journey.zoom.scriptStatusCalls([3000]);
    expect((await control('start')).status).toBe(202);
    await untilState(panel, 'live');
    await say({ meeting, panel, ana: meeting.join('Ben') }, 'Started.');
    await shows(panel, 'Started.');
    expect(errorsIn(journey.log)).toEqual([]);
  });

  it('the callback without a valid state creates no session', async () => {
    await using journey = await Journey.start();
    const exchanged = () => journey.zoom.requests.filter(({ path }) => path === '/oauth/token').length;
    const browser = new SmallBrowser();
    const local = journey.url;
    const without = await browser.get(`${local}/callback?code=stolen`);
    expect([302, 303]).toContain(without.status);
    expect(without.headers.get('location')).toBe('/auth');
    // A second time it is a page, not a circle.
    expect((await browser.get(`${local}/callback?code=stolen`)).status).toBe(400);
    await browser.get(`${local}/auth`);
    const wrong = await browser.get(`${local}/callback?code=stolen&state=made-up`);
    expect(wrong.status).toBe(400);
    expect(exchanged()).toBe(0);
    expect(browser.cookies(local).has('session')).toBe(false);
    expect(journey.log.join('')).not.toContain('stolen');
  });
});
