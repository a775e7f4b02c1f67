import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../server/access/access-table.ts';
import { createMeetingDoor } from '../../../../server/http/auth/meeting-door.ts';
import type { MeetingRecord } from '../../../../server/zoom/meeting-directory.ts';
import { tokensOf } from '../../../support/oauth-fixtures.ts';
import { startSignInServer } from '../../../support/sign-in-server.ts';

type Viewer = Actor;

/** A live meeting, and somebody in its panel. */
async function story() {
  let record: MeetingRecord | undefined;
  const directory = {
    get: async (id: string) => (id === record?.id ? record : undefined),
    byUuid: () => Promise.reject(new Error('not asked')),
    open: () => Promise.reject(new Error('not asked')),
    addAlias: () => Promise.reject(new Error('not asked')),
    confirmUuid: () => Promise.reject(new Error('not asked')),
    isUuidConfirmed: () => Promise.reject(new Error('not asked')),
    addMember: () => Promise.reject(new Error('not asked')),
    member: async (_meetingId: string, uid: string) =>
      uid === 'attendee' ? { how: 'attended' as const } : undefined,
    memberOf: () => Promise.reject(new Error('not asked')),
    ofMember: () => Promise.reject(new Error('not asked')),
  };
  const door = createMeetingDoor({
    directory,
    streams: { ofMeetings: async () => [] },
  });
  const server = await startSignInServer({
    door,
    meetings: (zoom) => {
      const { uuid, number, host } = zoom.createMeeting();
      record = {
        id: 'm1',
        uuid,
        number,
        hostId: host.id,
        createdAt: 0,
        expiresAt: 1,
        status: { state: 'waiting', since: 0 },
      };
      return [record];
    },
  });
  const [meeting] = server.zoom.meetings;
  if (meeting === undefined) throw new Error('no meeting');
  const uid = meeting.host.id;
  await server.grants.save(uid, await tokensOf(server.zoom, meeting.host));
  const host: Viewer = { viewerId: uid, uid, role: 'host', meetingId: 'm1' };
  return {
    ...server,
    meeting,
    host,
    async post(viewer: Viewer | undefined, body: unknown, id = 'm1') {
      const token = viewer === undefined ? undefined : (await server.tokens.issueViewer(viewer)).token;
      return fetch(`${server.url}/api/meetings/${id}/stream`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
    },
  };
}

describe('POST /api/meetings/:id/stream', () => {
  it('accepts start, pause, resume and stop of the host with 202', async () => {
    await using s = await story();
    for (const action of ['start', 'pause', 'resume', 'stop']) {
      const response = await s.post(s.host, { action });
      expect([action, response.status, await response.text()]).toEqual([action, 202, '']);
    }
    expect(s.meeting.streams).toHaveLength(1);
  });

  it('lets the host do the same in a browser', async () => {
    await using s = await story();
    const { uid } = s.host;
    expect(
      (
        await s.post(
          { viewerId: 'b', role: 'browser', ...(uid === undefined ? {} : { uid }) },
          { action: 'start' },
        )
      ).status,
    ).toBe(202);
  });

  it.each([
    ['nobody', undefined, 'm1', 401],
    ['a guest of the meeting', { viewerId: 'g', role: 'attendee', meetingId: 'm1' }, 'm1', 403],
    ['a participant', { viewerId: 'p', uid: 'p', role: 'participant', meetingId: 'm1' }, 'm1', 403],
    ['the host of another meeting', { viewerId: 'h', uid: 'h', role: 'host', meetingId: 'm2' }, 'm1', 404],
    ['a stranger', { viewerId: 's', uid: 's', role: 'browser' }, 'm1', 404],
    ['a stranger at no meeting', { viewerId: 's', uid: 's', role: 'browser' }, 'm9', 404],
  ] as const)('refuses %s', async (_who, viewer, id, status) => {
    await using s = await story();
    const response = await s.post(viewer, { action: 'start' }, id);
    expect(response.status).toBe(status);
    expect(s.meeting.streams).toHaveLength(0);
  });

  it.each([{}, { action: 'delete' }, { action: 'start', force: true }, []])('refuses %j', async (body) => {
    await using s = await story();
    expect((await s.post(s.host, body)).status).toBe(400);
  });

  it('requires a sign-in of a co-host without a grant', async () => {
    await using s = await story();
    const coHost: Viewer = { viewerId: 'c', uid: 'c', role: 'co-host', meetingId: 'm1' };
    const response = await s.post(coHost, { action: 'start' });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: 'zoom-sign-in-needed',
      detail: expect.stringContaining('Sign in with Zoom'),
    });
  });

  it.each([
    [2308, 409, 'zoom-not-allowed-to-start'],
    [2310, 409, 'zoom-no-entitlement'],
    [13262, 409, 'zoom-content-access-off'],
    ['missing-scope', 409, 'zoom-scope-missing'],
    [3000, 409, 'zoom-meeting-not-ready'],
    [429, 429, 'zoom-rate-limited'],
    [500, 503, 'zoom-unavailable'],
  ] as const)('tells a person what Zoom means by %s', async (scripted, status, code) => {
    await using s = await story();
    s.zoom.scriptStatusCalls([scripted]);
    const response = await s.post(s.host, { action: 'start' });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem: unknown = await response.json();
    expect(problem).toMatchObject({ status, code, detail: expect.stringMatching(/^[A-Z].*\.$/) });
    const mayRetry = status === 429 || status === 503 || scripted === 3000;
    expect(response.headers.get('retry-after') !== null).toBe(mayRetry);
  });
});
