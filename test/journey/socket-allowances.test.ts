import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SessionAnswer } from '../../shared/panel-protocol.ts';
import { Journey } from '../support/journey.ts';
import { attempt, outcomeOf } from '../support/socket-attempt.ts';
import { meetingContext, sealContext } from '../zoom-simulator/client/sealed-context.ts';

describe('the allowance of one person', () => {
  /** So many sockets at once, and how each of them ended. They stay open until the story is over. */
  async function burst(url: string, token: string, count: number): Promise<Record<string, number>> {
    const outcomes: Record<string, number> = {};
    const sockets = Array.from({ length: count }, () =>
      io(url, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token } }),
    );
    onTestFinished(() => {
      for (const socket of sockets) socket.close();
    });
    await Promise.all(
      sockets.map(async (socket) => {
        const outcome = await outcomeOf(socket);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }),
    );
    return outcomes;
  }

  it('is twenty sockets, also for simultaneous ones', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const greedy = await journey.openPanel({ meetingUuid: uuid });
    const outcomes = await burst(journey.url, greedy.session.token, 25);
    expect(outcomes).toEqual({ connected: 19, 'too-many-connections': 6 });
    const other = await journey.openPanel({ meetingUuid: uuid });
    expect(await other.watch('es')).toMatchObject({ ok: true });
  });

  it('excludes the last places of a meeting, also for simultaneous sockets', async () => {
    await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '8' } });
    const { uuid } = journey.zoom.createMeeting();
    const greedy = await journey.openPanel({ meetingUuid: uuid, uid: 'greedy' });
    expect(await burst(journey.url, greedy.session.token, 10)).toEqual({
      connected: 3,
      'too-many-connections': 7,
    });
    const others = ['a', 'b', 'c', 'd'].map((uid) => journey.openPanel({ meetingUuid: uuid, uid }));
    for (const panel of await Promise.all(others)) expect(panel.socket.connected).toBe(true);
    await expect(journey.openPanel({ meetingUuid: uuid, uid: 'e' })).rejects.toThrow(/as many readers/);
  });

  describe('with one sealed context', () => {
    /** Sessions of so many guests, all made from one context; one who renews brings their token along. */
    async function guestsOf(journey: Journey, meetingUuid: string, count: number): Promise<SessionAnswer[]> {
      const { clientId, clientSecret } = journey.zoom;
      const context = sealContext(meetingContext({ clientId, meetingUuid }), clientSecret);
      const padded = `${context.replaceAll('-', '+').replaceAll('_', '/')}==`;
      const made: SessionAnswer[] = [];
      for (let guest = 0; guest < count; guest += 1) {
        const response = await fetch(`${journey.url}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ context: guest % 2 === 0 ? context : padded }),
        });
        made.push((await response.json()) satisfies SessionAnswer);
      }
      return made;
    }

    it('covers the sockets of all its guests together', async () => {
      await using journey = await Journey.start({ env: { MAX_SOCKETS_PER_MEETING: '16' } });
      const { uuid } = journey.zoom.createMeeting();
      const guests = await guestsOf(journey, uuid, 6);
      expect(new Set(guests.map(({ viewer }) => viewer.id)).size).toBe(6);
      const outcomes = await Promise.all(guests.map(({ token }) => burst(journey.url, token, 4)));
      const connected = outcomes.reduce((sum, outcome) => sum + (outcome.connected ?? 0), 0);
      expect(connected).toBe(8);
      const viewer = await journey.openPanel({ meetingUuid: uuid });
      expect(await viewer.watch('es')).toMatchObject({ ok: true });
    });

    it('covers the languages of all its guests together', async () => {
      await using journey = await Journey.start();
      const { uuid } = journey.zoom.createMeeting();
      const tags = ['es', 'fr', 'de', 'he', 'pt-BR', 'ja', 'ar', 'nl'];
      const guests = await guestsOf(journey, uuid, tags.length);
      const answers: boolean[] = [];
      for (const [index, { token }] of guests.entries()) {
        const socket = io(journey.url, { transports: ['websocket'], forceNew: true, auth: { token } });
        onTestFinished(() => void socket.close());
        const answer = await socket.timeout(5_000).emitWithAck('watch', { language: tags[index] });
        answers.push(answer.ok);
      }
      expect(answers).toEqual([true, true, true, true, true, true, false, false]);
    });
  });

  it('excludes the last languages of a meeting', async () => {
    await using journey = await Journey.start({ env: { MAX_LANGUAGES_PER_MEETING: '8' } });
    const { uuid } = journey.zoom.createMeeting();
    const read = async (uid: string, languages: readonly string[]) => {
      const answers: boolean[] = [];
      for (const language of languages) {
        const panel = await journey.openPanel({ meetingUuid: uuid, uid });
        answers.push((await panel.tryWatch(language)).ok);
      }
      return answers.filter(Boolean).length;
    };
    expect(await read('first', ['es', 'fr', 'de', 'he', 'ja', 'nl'])).toBe(4);
    expect(await read('second', ['ja', 'nl', 'it', 'ar'])).toBe(2);
    // What somebody reads already costs the meeting nothing.
    expect(await read('second', ['es', 'fr'])).toBe(2);
    expect(await read('third', ['it', 'ar'])).toBe(1);
    expect(await read('fourth', ['ar'])).toBe(1);
    expect(await read('fifth', ['ko'])).toBe(0);
  });

  it('bounds the rate of new sockets', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const restless = await journey.openPanel({ meetingUuid: uuid, uid: 'restless' });
    const outcomes: string[] = [];
    for (let time = 0; time < 65; time += 1) {
      outcomes.push(await attempt(journey.url, { auth: { token: restless.session.token } }));
    }
    expect(outcomes.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'connected'));
    expect(outcomes.at(-1)).toBe('too-many-connections');
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'other' });
    expect(other.socket.connected).toBe(true);
  });

  it('is six languages at a time', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const options = { meetingUuid: uuid, uid: 'greedy' };
    const languages = ['es', 'fr', 'de', 'he', 'pt-BR', 'ja'];
    for (const language of languages) await (await journey.openPanel(options)).watch(language);
    const seventh = await journey.openPanel(options);
    expect(await seventh.tryWatch('ar')).toMatchObject({ ok: false, error: { code: 'language-limit' } });
    expect(await seventh.tryWatch('es')).toMatchObject({ ok: true });
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'modest' });
    expect(await other.watch('ar')).toMatchObject({ ok: true });
  });

  it('excludes languages without readers', async () => {
    await using journey = await Journey.start({ env: { MAX_LANGUAGES_PER_MEETING: '2' } });
    const { uuid } = journey.zoom.createMeeting();
    const restless = await journey.openPanel({ meetingUuid: uuid, uid: 'restless' });
    for (const language of ['fr', 'de', 'he', 'ja']) await restless.watch(language);
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'other' });
    expect(await other.watch('es')).toMatchObject({ ok: true });
    const third = await journey.openPanel({ meetingUuid: uuid, uid: 'third' });
    expect(await third.tryWatch('fr')).toMatchObject({ ok: false, error: { code: 'language-limit' } });
  });

  it('bounds requests over all their sockets together', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const panels = await Promise.all(
      Array.from({ length: 4 }, () => journey.openPanel({ meetingUuid: uuid, uid: 'script' })),
    );
    const answers = await Promise.all(
      panels.flatMap((panel) => Array.from({ length: 15 }, () => panel.tryWatch('original'))),
    );
    expect(answers.some((answer) => !answer.ok && answer.error.code === 'rate-limited')).toBe(true);
    const other = await journey.openPanel({ meetingUuid: uuid, uid: 'reader' });
    expect(await other.watch('original')).toMatchObject({ ok: true });
  });

  it('bounds invalid tokens from one address to a hundred a minute, and others still connect', async () => {
    await using journey = await Journey.start();
    const { uuid } = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: uuid, uid: 'neighbour' });
    expect(await burst(journey.url, 'made-up', 105)).toEqual({
      'token-invalid': 100,
      'too-many-connections': 5,
    });
    expect(await attempt(journey.url, { auth: { token: panel.session.token } })).toBe('connected');
  });
});
