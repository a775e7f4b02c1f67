import { expect, it } from 'vitest';
import { createZoomOAuth, ZoomOAuthError } from '../../../../server/zoom/oauth/zoom-oauth.ts';
import { oauthOf, redirectUri, serve, tokensOf } from '../../../support/oauth-fixtures.ts';
import { ZoomSimulator } from '../../../zoom-simulator/zoom-simulator.ts';

it('builds the consent address with state and an S256 challenge', async () => {
  await using zoom = await ZoomSimulator.start();
  const url = new URL(oauthOf(zoom).authorizeUrl({ state: 'a state', codeChallenge: 'a challenge' }));
  expect(url.origin + url.pathname).toBe(`${zoom.url}/oauth/authorize`);
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: zoom.clientId,
    redirect_uri: redirectUri,
    state: 'a state',
    code_challenge: 'a challenge',
    code_challenge_method: 'S256',
  });
});

it('exchanges, refreshes and revokes with the app’s credentials, and no secret in an address', async () => {
  await using zoom = await ZoomSimulator.start();
  const first = await tokensOf(zoom, zoom.addUser());
  const second = await oauthOf(zoom).refresh(first.refreshToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.lifetimeMs).toBe(3_599_000);
  await oauthOf(zoom).revoke(second.accessToken);
  await expect(oauthOf(zoom).refresh(second.refreshToken)).rejects.toMatchObject({ kind: 'grant-refused' });
  expect(zoom.requests.map(({ query }) => query)).toEqual([{}, {}, {}, {}]);
  expect(zoom.violations).toEqual([]);
});

it('distinguishes a used or foreign code from wrong credentials; neither is retryable', async () => {
  await using zoom = await ZoomSimulator.start();
  const proof = { codeVerifier: 'v', redirectUri };
  await expect(oauthOf(zoom).exchange('no such code', proof)).rejects.toMatchObject({
    kind: 'grant-refused',
    retryable: false,
  });
  const { clientId, url } = zoom;
  const wrong = createZoomOAuth({ clientId, clientSecret: 'not it', redirectUri, oauthUrl: url });
  await expect(wrong.exchange('any', proof)).rejects.toMatchObject({ kind: 'app-refused', retryable: false });
});

it.each([
  [500, 'unavailable', true],
  [429, 'unavailable', true],
  [418, 'bad-answer', false],
] as const)('reads status %i as %s', async (status, kind, retryable) => {
  await using server = await serve((_request, response) => response.writeHead(status).end('no json'));
  await expect(oauthAt(server.url).refresh('a token')).rejects.toMatchObject({ kind, retryable });
});

it('reads Zoom’s invalid_request for a used token as a refused grant', async () => {
  await using server = await serve((_request, response) =>
    response.writeHead(400).end(JSON.stringify({ reason: 'Invalid Token!', error: 'invalid_request' })),
  );
  await expect(oauthAt(server.url).refresh('a token')).rejects.toMatchObject({ kind: 'grant-refused' });
});

it('refuses an answer without all tokens', async () => {
  await using server = await serve((_request, response) =>
    response.end(JSON.stringify({ access_token: 'only' })),
  );
  await expect(oauthAt(server.url).refresh('a token')).rejects.toMatchObject({ kind: 'bad-answer' });
});

it('ends a request without an answer, with no secret in the error', async () => {
  await using server = await serve(() => undefined);
  const failure = await oauthAt(server.url, 50)
    .refresh('a-secret-token')
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ZoomOAuthError);
  expect(failure).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(String(failure)).not.toContain('a-secret-token');
});

it('does not follow a redirect with the credentials', async () => {
  const seen: (string | undefined)[] = [];
  await using elsewhere = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.end();
  });
  await using server = await serve((_request, response) =>
    response.writeHead(307, { location: elsewhere.url }).end(),
  );
  await expect(oauthAt(server.url).refresh('a token')).rejects.toMatchObject({ kind: 'unavailable' });
  expect(seen).toEqual([]);
});

function oauthAt(oauthUrl: string, timeoutMs = 5_000) {
  return createZoomOAuth({ clientId: 'id', clientSecret: 'secret', redirectUri, oauthUrl, timeoutMs });
}
