import { expect, it } from 'vitest';
import { createStreamControl } from '../../../../server/zoom/api/stream-control.ts';
import { createZoomApi } from '../../../../server/zoom/api/zoom-api.ts';
import { ZoomApiError } from '../../../../server/zoom/api/zoom-api-error.ts';
import { createGrants } from '../../../../server/zoom/oauth/grants.ts';
import {
  directoryOf,
  memoryGrants,
  oauthOf,
  refreshesSeen,
  sealingKeys,
  silent,
  tokensOf,
} from '../../../support/oauth-fixtures.ts';
import { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

/** A live meeting whose host has signed in. */
async function story() {
  const zoom = await ZoomSimulator.start();
  const meeting = zoom.createMeeting();
  const { host, uuid, number } = meeting;
  const grants = createGrants({
    store: memoryGrants(),
    oauth: oauthOf(zoom),
    keys: sealingKeys('a secret'),
    logger: silent,
  });
  await grants.save(host.id, await tokensOf(zoom, host));
  const api = createZoomApi({ apiUrl: `${zoom.url}/v2`, clientId: zoom.clientId, retryDelaysMs: [] });
  const directory = directoryOf(
    { id: 'ours', uuid, number, createdAt: 0, expiresAt: 1, status: { state: 'waiting', since: 0 } },
    { id: 'without-number', uuid, createdAt: 0, expiresAt: 1, status: { state: 'waiting', since: 0 } },
  );
  return {
    zoom,
    meeting,
    uid: host.id,
    grants,
    control: createStreamControl({ directory, grants, api, logger: silent }).control,
    statusPaths: () =>
      zoom.requests.map(({ path }) => path).filter((path) => path.endsWith('/rtms_app/status')),
    [Symbol.asyncDispose]: () => zoom[Symbol.asyncDispose](),
  };
}

it('starts a stream with the grant of the person, by the meeting number', async () => {
  await using s = await story();
  expect(await s.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toEqual({ ok: true });
  expect(s.statusPaths()).toEqual([`/v2/live_meetings/${s.meeting.number}/rtms_app/status`]);
  expect(s.meeting.streams).toHaveLength(1);
});

it('uses the UUID where no webhook has told the meeting number', async () => {
  await using s = await story();
  expect(await s.control({ meetingId: 'without-number', uid: s.uid, action: 'start' })).toEqual({ ok: true });
});

it('sends no request for an unknown meeting or a person without a grant', async () => {
  await using s = await story();
  expect(await s.control({ meetingId: 'another', uid: s.uid, action: 'stop' })).toEqual({
    ok: false,
    reason: 'meeting-unknown',
  });
  expect(await s.control({ meetingId: 'ours', uid: 'stranger', action: 'stop' })).toEqual({
    ok: false,
    reason: 'sign-in-needed',
  });
  expect(s.statusPaths()).toEqual([]);
});

it('renews a refused token once and repeats the request', async () => {
  await using s = await story();
  s.zoom.expireAccessTokens();
  expect(await s.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toEqual({ ok: true });
  expect(refreshesSeen(s.zoom)).toBe(1);
});

it('returns the refusal when Zoom refuses the renewed token too', async () => {
  await using s = await story();
  const tokens: string[] = [];
  const stubborn = createStreamControl({
    directory: directoryOf({
      id: 'ours',
      uuid: 'u',
      createdAt: 0,
      expiresAt: 1,
      status: { state: 'waiting', since: 0 },
    }),
    grants: s.grants,
    api: {
      async setStreamStatus({ token }) {
        tokens.push(token);
        return { ok: false, error: new ZoomApiError('token-refused') };
      },
    },
    logger: silent,
  });
  expect(await stubborn.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toMatchObject({
    reason: 'zoom-refused',
    error: { kind: 'token-refused' },
  });
  expect(new Set(tokens).size).toBe(2);
  expect(tokens).toHaveLength(2);
});

it('requires a new sign-in when the person has removed the app', async () => {
  await using s = await story();
  s.zoom.expireAccessTokens();
  s.zoom.expireRefreshTokens();
  expect(await s.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toEqual({
    ok: false,
    reason: 'sign-in-needed',
  });
  await expect(s.grants.accessToken(s.uid)).rejects.toMatchObject({ kind: 'none' });
});

it('returns the error of a refused request', async () => {
  await using s = await story();
  s.zoom.scriptStatusCalls([2310]);
  expect(await s.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toMatchObject({
    ok: false,
    reason: 'zoom-refused',
    error: { kind: 'no-entitlement', zoomCode: 2310 },
  });
});

it('returns unavailable when Zoom does not answer the renewal of a token', async () => {
  await using s = await story();
  s.zoom.expireAccessTokens();
  await s.zoom[Symbol.asyncDispose]();
  expect(await s.control({ meetingId: 'ours', uid: s.uid, action: 'start' })).toMatchObject({
    ok: false,
    error: { kind: 'unreachable' },
  });
});
