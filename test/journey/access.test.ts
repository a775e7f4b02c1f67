import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSessionTokens } from '../../server/access/session-tokens.ts';
import { routes } from '../../shared/routes.ts';
import { MemoryEndedSessions } from '../support/ended-sessions.ts';
import { HomeBrowser, signedInEnvironment } from '../support/home-browser.ts';
import { Journey } from '../support/journey.ts';
import { makeLink, openLink, revokeLink } from '../support/share-link.ts';
import type { TestPanel } from '../support/test-panel.ts';
import { errorsIn, openScene, type Scene, say, shows } from '../support/zoom-case.ts';

const TOPIC = 'Weekly meeting';
const SPOKEN = 'The crocodile ate the invoice.';

/** What somebody is to the meeting. `nobody`: without a session that counts. */
type Standing = 'host' | 'operator' | 'member' | 'guest' | 'reader' | 'stranger' | 'nobody';

interface Actor {
  readonly standing: Standing;
  readonly headers: Readonly<Record<string, string>>;
  /** Signed in to Zoom: has settings and a glossary of their own. */
  readonly hasUid: boolean;
  readonly hasCookie?: boolean;
  /** Reads by a share link that is open, of this meeting or another. */
  readonly byLink?: boolean;
}

const actorNames = [
  'the host’s panel',
  'a co-host’s panel',
  'a stream starter’s panel',
  'an attendee’s panel',
  'a guest’s panel',
  'the host’s browser',
  'an attendee’s browser',
  'a stranger’s browser',
  'a panel in another meeting',
  'a share link’s reader',
  'a reader by another meeting’s link',
  'a reader whose link was closed',
  'an expired token of the host',
  'a browser that signed out',
  'a made-up token',
  'no session at all',
] as const;
type ActorName = (typeof actorNames)[number];

/** Who may read, and is told 403 for what only others may. */
const readers: Readonly<Record<Standing, number>> = {
  host: 200,
  operator: 200,
  member: 200,
  guest: 200,
  reader: 200,
  stranger: 404,
  nobody: 401,
};
const hostOnly = { ...readers, operator: 403, member: 403, guest: 403, reader: 403 };
/** The table lets them; Zoom's permission is what they lack. */
const starters = { ...hostOnly, host: 409, operator: 409 };
/** Everybody in the meeting. */
const markers = { ...readers, host: 204, operator: 204, member: 204, guest: 204, reader: 403 };

interface Route {
  readonly name: string;
  readonly method?: string;
  readonly path: (meetingId: string) => string;
  readonly body?: object;
  readonly answers: Readonly<Record<Standing, number>>;
}

let captionId = '';
const meetingRoutes: readonly Route[] = [
  { name: 'the meeting', path: routes.meeting, answers: readers },
  {
    name: 'its text',
    path: (id) => `${routes.sampleText}?meeting=${id}`,
    answers: { ...readers, reader: 403 },
  },
  ...(['start', 'pause', 'resume', 'stop'] as const).map((action) => ({
    name: `to ${action} it`,
    method: 'POST',
    path: routes.stream,
    body: { action },
    answers: starters,
  })),
  { name: 'its glossary', path: routes.meetingGlossary, answers: hostOnly },
  {
    name: 'to change its glossary',
    method: 'PUT',
    path: routes.meetingGlossary,
    body: { terms: [] },
    answers: hostOnly,
  },
  { name: 'its share links', path: routes.shares, answers: hostOnly },
  {
    name: 'to make a share link',
    method: 'POST',
    path: routes.shares,
    body: { expiresInHours: 1 },
    answers: { ...hostOnly, host: 201 },
  },
  {
    name: 'to close a share link',
    method: 'DELETE',
    path: (id) => routes.share(id, 'no-such-link'),
    answers: { ...hostOnly, host: 404 },
  },
  { name: 'its cost', path: routes.meter, answers: hostOnly },
  { name: 'to cap its cost', method: 'PATCH', path: routes.meeting, body: {}, answers: hostOnly },
  { name: 'the settings of its record', path: routes.record, answers: hostOnly },
  {
    name: 'to keep its record shorter',
    method: 'PATCH',
    path: routes.meeting,
    body: { retentionHours: 12 },
    answers: hostOnly,
  },
  {
    name: 'to open its record to members',
    method: 'PATCH',
    path: routes.meeting,
    body: { restrictedTo: 'members' },
    answers: hostOnly,
  },
  {
    name: 'to correct a line',
    method: 'PATCH',
    path: (id) => routes.caption(id, captionId),
    body: { original: SPOKEN },
    answers: { ...hostOnly, host: 204 },
  },
  {
    name: 'to mark a line as wrong',
    method: 'PUT',
    path: (id) => routes.mark(id, captionId),
    body: { language: 'original' },
    answers: markers,
  },
  {
    name: 'to withdraw that',
    method: 'DELETE',
    path: (id) => routes.mark(id, captionId),
    answers: markers,
  },
  { name: 'their own marks', path: routes.ownMarks, answers: { ...readers, reader: 403 } },
  { name: 'everybody’s marks', path: routes.marks, answers: hostOnly },
  {
    name: 'to say that a marked line is right',
    method: 'DELETE',
    path: (id) => `${routes.captionMarks(id, captionId)}?language=es`,
    answers: { ...hostOnly, host: 204 },
  },
];

describe('every actor, on every route and on sockets', () => {
  let journey: Journey;
  let scene: Scene;
  let meetingId: string;
  let actors: Readonly<Record<ActorName, Actor>>;

  beforeAll(async () => {
    // An address is refused after 100 failures in a minute, and so each actor has one of their own.
    journey = await Journey.start({ env: { ...signedInEnvironment, TRUST_PROXY: '1' } });
    scene = await openScene(journey, 'meeting');
    const { meeting } = scene;
    await meeting.announceStarted();
    const starter = journey.zoom.addUser();
    await meeting.startRtms({ operator: starter });
    await say(scene, SPOKEN);
    await shows(scene.panel, SPOKEN);
    captionId = scene.panel.captions[0]?.id ?? '';
    meetingId = scene.panel.session.meeting?.id ?? '';
    actors = await cast(starter.id);
    // Seventeen people come in one after the other.
  }, 30_000);
  afterAll(() => journey[Symbol.asyncDispose]());

  async function cast(starterId: string): Promise<Readonly<Record<ActorName, Actor>>> {
    const { meeting } = scene;
    const panel = async (standing: Standing, options: Partial<Parameters<Journey['openPanel']>[0]>) => {
      const { session } = await journey.openPanel({ meetingUuid: meeting.uuid, ...options });
      return { standing, hasUid: options.uid !== undefined, headers: bearer(session.token) };
    };
    const ended = new MemoryEndedSessions();
    const longAgo = createSessionTokens({
      secrets: [signedInEnvironment.SESSION_SECRET],
      ended,
      now: () => Date.now() - 16 * 60_000,
    });
    const browser = async (standing: Standing, uid: string) => {
      const { headers } = await HomeBrowser.signIn(journey, uid);
      return { standing, hasUid: true, hasCookie: true, headers };
    };
    const uid = meeting.host.id;
    const old = await longAgo.issueViewer({ viewerId: uid, uid, role: 'host', meetingId });
    const leaver = await browser('nobody', 'attendee');
    await fetch(`${journey.url}${routes.logout}`, { method: 'POST', headers: leaver.headers });
    const elsewhere = journey.zoom.createMeeting().uuid;
    const hosting = await journey.openPanel({ meetingUuid: meeting.uuid, uid, role: 'host' });
    const hostElsewhere = await journey.openPanel({ meetingUuid: elsewhere, uid: 'elsewhere', role: 'host' });
    const reader = async (standing: Standing, token: string) => {
      const { token: session } = await (await openLink(journey.url, token)).json();
      return { standing, hasUid: false, byLink: standing !== 'nobody', headers: bearer(session) };
    };
    const [link, otherLink, closed] = [
      await makeLink(journey.url, hosting),
      await makeLink(journey.url, hostElsewhere),
      await makeLink(journey.url, hosting),
    ];
    const ofClosed = await reader('nobody', closed.token);
    await revokeLink(journey.url, hosting, closed.share.id);
    const nobody = { standing: 'nobody', hasUid: false } as const;
    return {
      'the host’s panel': await panel('host', { uid, role: 'host' }),
      'a co-host’s panel': await panel('host', { uid: 'co-host', role: 'coHost' }),
      'a stream starter’s panel': await panel('operator', { uid: starterId, role: 'participant' }),
      'an attendee’s panel': await panel('member', { uid: 'attendee', role: 'attendee' }),
      'a guest’s panel': await panel('guest', {}),
      'the host’s browser': await browser('host', uid),
      'an attendee’s browser': await browser('member', 'attendee'),
      'a stranger’s browser': await browser('stranger', 'stranger'),
      'a panel in another meeting': await panel('stranger', {
        meetingUuid: elsewhere,
        uid: 'elsewhere',
        role: 'host',
      }),
      'a share link’s reader': await reader('reader', link.token),
      'a reader by another meeting’s link': await reader('stranger', otherLink.token),
      'a reader whose link was closed': ofClosed,
      'an expired token of the host': { ...nobody, headers: bearer(old.token) },
      'a browser that signed out': leaver,
      'a made-up token': { ...nobody, headers: bearer('made-up') },
      'no session at all': { ...nobody, headers: {} },
    };
  }

  function addressOf(actor: Actor): string {
    return `192.0.2.${Object.values(actors).indexOf(actor) + 1}`;
  }

  async function ask(
    actor: Actor,
    { method = 'GET', path, body }: Omit<Route, 'name' | 'answers'>,
    id = meetingId,
  ) {
    const response = await fetch(`${journey.url}${path(id)}`, {
      method,
      headers: {
        ...actor.headers,
        'x-forwarded-for': addressOf(actor),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  describe.each(actorNames)('%s', (name) => {
    it.each(meetingRoutes)('asks for $name', async (route) => {
      const actor = actors[name];
      const { status, text } = await ask(actor, route);
      expect(status).toBe(route.answers[actor.standing]);
      if (status < 300) return;
      expect(text).not.toContain(TOPIC);
      expect(text).not.toContain('crocodile');
      // Who may not know a meeting is answered as if it did not exist.
      if (actor.standing === 'stranger')
        expect(await ask(actor, route, 'no-such-meeting')).toEqual({ status, text });
    });

    it('asks for the deletion of its record', async () => {
      const actor = actors[name];
      // A host would succeed: that is told below.
      if (actor.standing === 'host') return;
      const route = { method: 'DELETE', path: routes.meeting };
      const { status, text } = await ask(actor, route);
      expect(status).toBe(hostOnly[actor.standing]);
      if (status === 404) expect(await ask(actor, route, 'no-such-meeting')).toEqual({ status, text });
    });

    it('asks for what is their own', async () => {
      const actor = actors[name];
      const own = actor.standing === 'nobody' ? 401 : 200;
      const kept = own === 200 && !actor.hasUid ? 403 : own;
      const list = await ask(actor, { path: () => routes.meetings });
      expect(list.status).toBe(own);
      const isThere = list.status === 200 && list.text.includes(meetingId);
      expect(isThere).toBe(['host', 'operator', 'member'].includes(actor.standing));
      const mine = (path: string, method: string, body?: object) =>
        ask(actor, { path: () => path, method, ...(body === undefined ? {} : { body }) });
      expect((await mine(routes.preferences, 'GET')).status).toBe(own);
      expect((await mine(routes.preferences, 'PUT', {})).status).toBe(kept);
      expect((await mine(routes.glossary, 'GET')).status).toBe(kept);
      expect((await mine(routes.glossary, 'PUT', { terms: [] })).status).toBe(kept);
      expect((await mine(routes.glossaryReading, 'POST', {})).status).toBe(kept === 200 ? 415 : kept);
      const found = await mine(`${routes.search}?q=CROCODILE`, 'GET');
      expect(found.status).toBe(own);
      // A guest's panel searches the meeting it is open in.
      expect(found.text.includes('invoice')).toBe(own === 200 && actor.standing !== 'stranger');
      // Without `?meeting`: the latest of their own, which for a stranger is another one, or none.
      const latest = await mine(routes.sampleText, 'GET');
      // A link's host allows no export.
      expect(latest.status).toBe(actor.byLink === true ? 403 : own);
      expect(latest.text.includes('crocodile')).toBe(
        own === 200 && actor.standing !== 'stranger' && actor.byLink !== true,
      );
      expect((await mine(routes.languages, 'GET')).status).toBe(200);
      if (own === 401) expect((await mine(routes.me, 'DELETE')).status).toBe(401);
    });

    it('asks for a session of the meeting by its id alone', async () => {
      const actor = actors[name];
      const { status, text } = await ask(actor, {
        method: 'POST',
        path: () => routes.session,
        body: { meeting: meetingId },
      });
      // Only a browser that is signed in has a proof for it.
      const isSignedIn = actor.hasCookie === true && actor.standing !== 'nobody';
      expect(status).toBe(isSignedIn ? readers[actor.standing] : 401);
      if (status !== 200) expect(text).not.toContain(TOPIC);
    });

    it('opens a socket', async () => {
      const actor = actors[name];
      const socket = io(journey.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { token: await tokenOf(actor) },
      });
      const outcome = await new Promise<string>((resolve) => {
        socket.on('connect', () => resolve('connected'));
        socket.on('connect_error', (error) => resolve('data' in error ? JSON.stringify(error.data) : ''));
      });
      const isAdmitted = outcome === 'connected';
      const answers = isAdmitted
        ? JSON.stringify([
            await socket.timeout(5_000).emitWithAck('watch', { language: 'original' }),
            await socket.timeout(5_000).emitWithAck('history', { before: 1_000 }),
          ])
        : outcome;
      socket.close();
      const reads = readers[actor.standing] === 200;
      expect(answers.includes('crocodile')).toBe(reads);
      if (actor.standing === 'nobody')
        expect(outcome).toMatch(/"(token-(missing|invalid|expired)|share-revoked)"/);
    });
  });

  /** A browser's cookie opens no socket: it is a proof for a session. */
  async function tokenOf(actor: Actor): Promise<string | undefined> {
    if (actor.hasCookie !== true) return actor.headers.authorization?.replace('Bearer ', '');
    const body = { meeting: meetingId };
    const { status, text } = await ask(actor, { method: 'POST', path: () => routes.session, body });
    const answer: unknown = status === 200 ? JSON.parse(text) : undefined;
    return typeof answer === 'object' && answer !== null && 'token' in answer
      ? String(answer.token)
      : undefined;
  }

  it('and none of it is an error of ours', () => {
    expect(errorsIn(journey.log)).toEqual([]);
  });
});

describe('once a meeting is deleted', () => {
  it('every session of it is answered as if it had never been', async () => {
    await using journey = await Journey.start();
    const scene = await openScene(journey, 'meeting');
    await scene.meeting.announceStarted();
    await say(scene, SPOKEN);
    await shows(scene.panel, SPOKEN);
    captionId = scene.panel.captions[0]?.id ?? '';
    const guest = await journey.openPanel({ meetingUuid: scene.meeting.uuid });
    const coHost = await journey.openPanel({ meetingUuid: scene.meeting.uuid, uid: 'c', role: 'coHost' });
    await journey.zoom.deauthorize(scene.meeting.host);
    const panels: readonly TestPanel[] = [scene.panel, guest, coHost];
    for (const panel of panels) {
      await vi.waitFor(() => expect(panel.ended).toMatchObject([{ code: 'meeting-deleted' }]));
      const { token, meeting } = panel.session;
      for (const { method = 'GET', path, body } of meetingRoutes) {
        const response = await fetch(`${journey.url}${path(meeting?.id ?? '')}`, {
          method,
          headers: { ...bearer(token), 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        expect([path('id'), response.status]).toEqual([path('id'), 404]);
      }
    }
    expect(errorsIn(journey.log)).toEqual([]);
  });
});

function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
