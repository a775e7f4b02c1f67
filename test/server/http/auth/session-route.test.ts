/** Covers server/http/auth/require-session.ts. */
import { describe, expect, it } from 'vitest';
import { seal, startHttpStage } from '../../../support/http-stage.ts';

async function problem(answer: Response) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const { status, code } = await answer.json();
  expect(status).toBe(answer.status);
  return [status, code];
}

describe('POST /api/session with a sealed context', () => {
  it('lets someone into the meeting Zoom names, known to us or not, and remembers that they were there', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.enter({ uid: 'u1', attendrole: 'participant' });
    expect(answer.status).toBe(200);
    const session = await answer.json();
    expect(session).toMatchObject({
      viewer: { id: 'u1', role: 'participant', can: ['read', 'export'] },
      meeting: { id: 'm1', status: { state: 'waiting', since: 5, start: 'ask-host' } },
    });
    expect(Math.abs(session.expiresAt - Date.now() - 15 * 60_000)).toBeLessThan(5_000);
    expect(Math.abs(session.expiresInMs - 15 * 60_000)).toBeLessThan(5_000);
    expect(await stage.tokens.verifyViewer(session.token)).toMatchObject({ uid: 'u1', meetingId: 'm1' });
    expect(await stage.directory.member('m1', 'u1')).toMatchObject({ how: 'attended' });
    expect((await (await stage.enter({ uid: 'u2' })).json()).meeting.id).toBe('m1');
  });

  it.each([
    ['host', 'host', 'yes'],
    ['coHost', 'co-host', 'yes'],
    ['panelist', 'panelist', 'ask-host'],
    ['attendee', 'attendee', 'ask-host'],
    ['something new', 'attendee', 'ask-host'],
  ])('takes the sealed role %s for %s', async (attendrole, role, start) => {
    await using stage = await startHttpStage();
    expect(await (await stage.enter({ uid: 'u', attendrole })).json()).toMatchObject({
      viewer: { role },
      meeting: { status: { start } },
    });
  });

  it('lets a guest in as somebody new each time, who cannot start captions', async () => {
    await using stage = await startHttpStage();
    const first = await (await stage.enter({ attendrole: 'participant' })).json();
    const second = await (await stage.enter({ attendrole: 'participant' })).json();
    expect(first).toMatchObject({ viewer: { can: ['read'] }, meeting: { status: { start: 'no' } } });
    expect(second.viewer.id).not.toBe(first.viewer.id);
    expect(stage.directory.members.size).toBe(0);
  });

  it('keeps a guest who renews the same viewer, in the same meeting only', async () => {
    await using stage = await startHttpStage();
    const first = await (await stage.enter({})).json();
    const headers = { authorization: `Bearer ${first.token}` };
    expect((await (await stage.enter({}, headers)).json()).viewer.id).toBe(first.viewer.id);
    expect((await (await stage.enter({ mid: 'other==' }, headers)).json()).viewer.id).not.toBe(
      first.viewer.id,
    );
    const stale = { authorization: 'Bearer nonsense' };
    expect((await stage.enter({}, stale)).status).toBe(200);
  });

  it('says that the main client is in no meeting', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.withJson('POST', '/api/session', {
      context: seal({ typ: 'panel', mid: '', uid: 'u' }),
    });
    expect(await answer.json()).toMatchObject({ viewer: { id: 'u', can: [] }, meeting: null });
  });

  it('never mixes two meetings', async () => {
    await using stage = await startHttpStage();
    const one = await (await stage.enter({ mid: 'one==' })).json();
    const two = await (await stage.enter({ mid: 'two==' })).json();
    expect(one.meeting.id).not.toBe(two.meeting.id);
  });

  it.each([
    ['expired', { exp: Date.now() - 60_000 }, 'context-expired'],
    ['of another app', { aud: 'another' }, 'context-invalid'],
    ['of another issuer', { iss: 'example.org' }, 'context-invalid'],
  ])('refuses one that is %s', async (_what, claims, code) => {
    await using stage = await startHttpStage();
    expect(await problem(await stage.enter(claims))).toEqual([401, code]);
    expect(stage.directory.meetings.size).toBe(0);
  });

  it('refuses one sealed with another secret, and garbage', async () => {
    await using stage = await startHttpStage();
    for (const context of [seal({}, 'another secret'), 'garbage', `${seal({})}AAAA`.replace('=', 'A')]) {
      const answer = await stage.withJson('POST', '/api/session', { context });
      expect(await problem(answer)).toEqual([401, 'context-invalid']);
    }
  });

  it('refuses one over 8 kB, and a body far over it', async () => {
    await using stage = await startHttpStage();
    for (const length of [8_193, 100_000]) {
      const answer = await stage.withJson('POST', '/api/session', { context: 'A'.repeat(length) });
      expect((await problem(answer))[0]).toBe(413);
    }
  });

  it.each([{}, { context: 5 }, { context: 'a', meeting: 'b' }, [], { other: 1 }, { context: '' }])(
    'answers 400 to %j',
    async (body) => {
      await using stage = await startHttpStage();
      expect(await problem(await stage.withJson('POST', '/api/session', body))).toEqual([400, 'bad-request']);
    },
  );

  it('answers 400 to what is no JSON', async () => {
    await using stage = await startHttpStage();
    const headers = { 'content-type': 'application/json' };
    expect(await problem(await stage.call('/api/session', { method: 'POST', body: '{', headers }))).toEqual([
      400,
      'bad-request',
    ]);
    expect((await stage.call('/api/session', { method: 'POST', body: 'context=a' })).status).toBe(400);
  });
});

describe('the one trusted join, where Zoom’s mid differs from the webhook’s UUID', () => {
  const opened = async (stage: Awaited<ReturnType<typeof startHttpStage>>, uuid: string) =>
    (await stage.directory.open({ uuid })).id;

  it('takes the operator of one live stream to its meeting, and no guest of the meeting they may sit in', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    expect((await (await stage.enter({ mid: 'panel==', uid: 'op' })).json()).meeting.id).toBe(meetingId);
    expect((await (await stage.enter({ mid: 'panel==' })).json()).meeting.id).not.toBe(meetingId);
    expect((await (await stage.enter({ mid: 'panel==', uid: 'op' })).json()).meeting.id).toBe(meetingId);
    expect(stage.log.join('')).toContain('its operator alone reads it');
  });

  it('gives an operator no host rights by a role that was sealed for another meeting', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    const session = await (await stage.enter({ mid: 'panel==', uid: 'op', attendrole: 'host' })).json();
    expect(session.meeting.id).toBe(meetingId);
    expect(session.viewer.can).toContain('stop');
    expect(session.viewer.can).not.toContain('delete');
  });

  it('takes nobody else there', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    expect((await (await stage.enter({ mid: 'panel==', uid: 'someone' })).json()).meeting.id).not.toBe(
      meetingId,
    );
    expect((await (await stage.enter({ mid: 'panel2==' })).json()).meeting.id).not.toBe(meetingId);
  });

  it('does not guess between two live streams, nor from one that has ended', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    stage.streams.add({ meetingId: await opened(stage, 'second=='), operatorId: 'op' });
    stage.streams.add({ meetingId, operatorId: 'gone', phase: 'ended' });
    for (const uid of ['op', 'gone']) {
      const { meeting } = await (await stage.enter({ mid: `panel-${uid}==`, uid })).json();
      expect(['m1', 'm2']).not.toContain(meeting.id);
    }
  });

  it('leaves an operator’s next meeting apart, where mid and UUID were seen to agree', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'first==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    await stage.enter({ mid: 'first==', uid: 'op' });
    expect((await (await stage.enter({ mid: 'next==', uid: 'op' })).json()).meeting.id).not.toBe(meetingId);
  });

  it('takes the operator whose panel was open first to their new stream, and nobody else', async () => {
    await using stage = await startHttpStage();
    const before = await (await stage.enter({ mid: 'panel==', uid: 'op' })).json();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op', startedAt: Date.now() });
    const after = await (await stage.enter({ mid: 'panel==', uid: 'op' })).json();
    expect([before.meeting.id, after.meeting.id]).toEqual(['m1', meetingId]);
    expect((await (await stage.enter({ mid: 'panel==' })).json()).meeting.id).toBe('m1');
  });

  it('does not join an open panel with a stream that is older: that is the operator’s other meeting', async () => {
    await using stage = await startHttpStage();
    const { meeting } = await (await stage.enter({ mid: 'panel==', uid: 'op' })).json();
    stage.streams.add({ meetingId: await opened(stage, 'webhook=='), operatorId: 'op', startedAt: 10 });
    expect((await (await stage.enter({ mid: 'panel==', uid: 'op' })).json()).meeting.id).toBe(meeting.id);
  });

  it('leaves a meeting alone that has streams of its own', async () => {
    await using stage = await startHttpStage();
    const { meeting } = await (await stage.enter({ mid: 'panel==', uid: 'op' })).json();
    stage.streams.add({ meetingId: meeting.id, operatorId: 'someone' });
    stage.streams.add({
      meetingId: await opened(stage, 'webhook=='),
      operatorId: 'op',
      startedAt: Date.now(),
    });
    expect((await (await stage.enter({ mid: 'panel==', uid: 'op' })).json()).meeting.id).toBe(meeting.id);
  });

  it('takes a webinar’s operator there without a mid', async () => {
    await using stage = await startHttpStage();
    const meetingId = await opened(stage, 'webhook==');
    stage.streams.add({ meetingId, operatorId: 'op' });
    const context = (uid: string) => stage.enter({ typ: 'webinar', mid: '', uid });
    expect((await (await context('op')).json()).meeting.id).toBe(meetingId);
    expect((await (await context('someone')).json()).meeting).toBeNull();
  });
});

describe('POST /api/session in a browser', () => {
  it('gives a member of a meeting a session there', async () => {
    await using stage = await startHttpStage();
    const { id } = await stage.directory.open({ uuid: 'u==', topic: 'Weekly' });
    await stage.directory.addMember(id, 'me', 'attended');
    const answer = await stage.withJson('POST', '/api/session', { meeting: id }, await stage.signedIn('me'));
    expect(await answer.json()).toMatchObject({
      viewer: { id: 'me', role: 'browser', can: ['read', 'export'] },
      meeting: { id, topic: 'Weekly', status: { start: 'no' } },
    });
  });

  it('tells a stranger no more of a meeting than of none', async () => {
    await using stage = await startHttpStage();
    const { id } = await stage.directory.open({ uuid: 'u==' });
    const ask = async (meeting: string) =>
      (await stage.withJson('POST', '/api/session', { meeting }, await stage.signedIn('stranger'))).text();
    expect(await ask(id)).toBe(await ask('no-such-meeting'));
    expect(JSON.parse(await ask(id))).toMatchObject({ status: 404, code: 'meeting-unknown' });
  });

  it('wants the cookie, from our own page', async () => {
    await using stage = await startHttpStage();
    const { id: meeting } = await stage.directory.open({ uuid: 'u==' });
    await stage.directory.addMember(meeting, 'me', 'hosted');
    const { cookie } = await stage.signedIn('me');
    const ask = (headers: Record<string, string>) =>
      stage.withJson('POST', '/api/session', { meeting }, headers);
    expect(await problem(await ask({}))).toEqual([401, 'not-signed-in']);
    expect(await problem(await ask({ cookie }))).toEqual([403, 'origin-refused']);
    expect(await problem(await ask({ cookie, origin: 'https://evil.example' }))).toEqual([
      403,
      'origin-refused',
    ]);
    expect(await problem(await ask({ cookie, origin: 'null' }))).toEqual([403, 'origin-refused']);
    expect(await problem(await ask({ cookie: `${stage.cookieName}=nonsense`, origin: stage.url }))).toEqual([
      401,
      'token-invalid',
    ]);
    expect((await ask({ cookie, origin: stage.url })).status).toBe(200);
  });

  it('says of a share link that opens nothing what is to be done', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.withJson('POST', '/api/session', { share: 'some-token' });
    expect(await problem(answer)).toEqual([401, 'share-unknown']);
  });
});
