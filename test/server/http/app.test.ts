/**
 * Covers server/http/answers/error-handler.ts, server/http/answers/problem.ts, server/http/pages/not-found-page.ts, server/http/limits/rate-limits.ts,
 * server/http/routes/health-routes.ts, server/http/routes/language-routes.ts,
 * server/http/routes/preference-routes.ts, server/http/routes/sample-text-route.ts.
 */
import { describe, expect, it } from 'vitest';
import { clientSecret, startHttpStage } from '../../support/http-stage.ts';

describe('GET /', () => {
  it('redirects to /home', async () => {
    await using stage = await startHttpStage();
    expect((await stage.call('/')).headers.get('location')).toBe('/home');
  });
});

describe('pages', () => {
  it('are served as built', async () => {
    await using stage = await startHttpStage();
    expect(await (await stage.call('/panel')).text()).toContain('Panel');
    expect(await (await stage.call('/home')).text()).toContain('Home');
  });

  it('hold the default target language', async () => {
    await using stage = await startHttpStage();
    expect(await (await stage.call('/home')).text()).toContain('content="es"');
  });
});

describe('an address that is none', () => {
  it('is a page in words for people, dressed like the rest', async () => {
    await using stage = await startHttpStage();
    const response = await stage.call('/hoem', { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    const page = await response.text();
    expect(page).toContain('There is nothing here');
    expect(page).toContain('href="/home"');
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(page) ?? [];
    const css = await stage.call(style);
    expect([css.status, css.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it.each([
    ['/hoem', '*/*'],
    ['/hoem', 'application/json'],
    ['/api/hoem', 'text/html'],
  ])('is a problem document for programs: %s, %s', async (path, accept) => {
    await using stage = await startHttpStage();
    const response = await stage.call(path, { headers: { accept } });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('GET /api/languages', () => {
  it('lists the served languages without a session', async () => {
    await using stage = await startHttpStage();
    expect(await (await stage.call('/api/languages')).json()).toMatchObject([
      { tag: 'es', engines: ['phrasebook'] },
    ]);
  });
});

describe('preferences', () => {
  it('are kept for a Zoom user, in the panel and in the browser alike', async () => {
    await using stage = await startHttpStage();
    const bearer = await stage.bearer({ uid: 'me' });
    const wanted = { language: 'pt-br', display: { size: 120 } };
    const kept = { language: 'pt-BR', display: { size: 120 } };
    expect(await (await stage.withJson('PUT', '/api/preferences', wanted, bearer)).json()).toEqual(kept);
    expect(
      await (await stage.call('/api/preferences', { headers: await stage.signedIn('me') })).json(),
    ).toEqual(kept);
    const other = await stage.bearer({ uid: 'someone else' });
    expect(await (await stage.call('/api/preferences', { headers: other })).json()).toEqual({});
  });

  it('are not kept for guests', async () => {
    await using stage = await startHttpStage();
    const guest = await stage.bearer({});
    expect(await (await stage.call('/api/preferences', { headers: guest })).json()).toEqual({});
    expect((await stage.withJson('PUT', '/api/preferences', { language: 'es' }, guest)).status).toBe(403);
    expect((await stage.call('/api/preferences')).status).toBe(401);
  });

  it.each([
    { language: 'not a tag' },
    { language: 5 },
    { display: 'big' },
    { display: { x: 'y'.repeat(5_000) } },
    { other: 1 },
  ])('refuse %j', async (wanted) => {
    await using stage = await startHttpStage();
    const bearer = await stage.bearer({ uid: 'me' });
    expect((await stage.withJson('PUT', '/api/preferences', wanted, bearer)).status).toBe(400);
    expect(stage.preferences.size).toBe(0);
  });

  it('cannot be changed by another site’s page', async () => {
    await using stage = await startHttpStage();
    const headers = { ...(await stage.signedIn('me')), origin: 'https://evil.example' };
    expect((await stage.withJson('PUT', '/api/preferences', { language: 'es' }, headers)).status).toBe(403);
  });
});

describe('DELETE /api/me', () => {
  it('deletes everything kept of the person, and signs them out', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.call('/api/me', { method: 'DELETE', headers: await stage.signedIn('me') });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ what: 'person', isScrubbed: true });
    expect(stage.deleted).toEqual(['me']);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
  });

  it('needs a session and our own page', async () => {
    await using stage = await startHttpStage();
    const { cookie } = await stage.signedIn('me');
    expect((await stage.call('/api/me', { method: 'DELETE' })).status).toBe(401);
    expect((await stage.call('/api/me', { method: 'DELETE', headers: { cookie } })).status).toBe(403);
    expect(stage.deleted).toEqual([]);
  });
});

describe('meetings', () => {
  it('are those of the person, newest first', async () => {
    await using stage = await startHttpStage();
    await stage.enter({ mid: 'one==', uid: 'me' });
    await stage.enter({ mid: 'two==', uid: 'me' });
    await stage.enter({ mid: 'three==', uid: 'someone else' });
    for (const headers of [await stage.signedIn('me'), await stage.bearer({ mid: 'two==', uid: 'me' })]) {
      const meetings = await (await stage.call('/api/meetings', { headers })).json();
      expect(meetings).toMatchObject([
        { id: 'm2', startedAt: 1_001, status: { state: 'waiting' } },
        { id: 'm1', startedAt: 1_000, status: { state: 'waiting' } },
      ]);
    }
  });

  it('are 404 for a meeting of others as for an unknown one', async () => {
    await using stage = await startHttpStage();
    await stage.enter({ mid: 'one==', uid: 'me' });
    await stage.enter({ mid: 'two==', uid: 'someone else' });
    const ask = async (id: string) =>
      stage.call(`/api/meetings/${id}`, { headers: await stage.signedIn('me') });
    expect(await (await ask('m1')).json()).toMatchObject({ id: 'm1' });
    expect((await ask('m2')).status).toBe(404);
    expect(await (await ask('m2')).text()).toBe(await (await ask('none')).text());
    expect((await stage.call('/api/meetings/m1')).status).toBe(401);
  });

  it('of a guest are the one of their session', async () => {
    await using stage = await startHttpStage();
    const headers = await stage.bearer({ mid: 'one==' });
    await stage.enter({ mid: 'two==' });
    expect(await (await stage.call('/api/meetings', { headers })).json()).toEqual([]);
    expect((await stage.call('/api/meetings/m1', { headers })).status).toBe(200);
    expect((await stage.call('/api/meetings/m2', { headers })).status).toBe(404);
  });
});

describe('GET /sample-text', () => {
  it('gives the settled lines in the default language, one per line whatever they hold', async () => {
    await using stage = await startHttpStage();
    const headers = await stage.bearer({ uid: 'me' });
    stage.transcripts.set('m1 es', [
      { at: 0, name: 'Ana\nRuiz', text: 'Hola.\tAdiós.' },
      { at: 1_500, name: 'Bo', text: 'uno\r\ndos\u2028tres' },
    ]);
    const answer = await stage.call('/sample-text', { headers });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe(
      '[1970-01-01T00:00:00.000Z] Ana Ruiz: Hola. Adiós.\n[1970-01-01T00:00:01.500Z] Bo: uno dos tres\n',
    );
  });

  it('uses the latest meeting in a browser, and a named one when it is readable', async () => {
    await using stage = await startHttpStage();
    await stage.enter({ mid: 'one==', uid: 'me' });
    await stage.enter({ mid: 'two==', uid: 'me' });
    await stage.enter({ mid: 'three==', uid: 'other' });
    for (const id of ['m1', 'm2', 'm3']) stage.transcripts.set(`${id} es`, [{ at: 0, name: id, text: 'x' }]);
    const headers = await stage.signedIn('me');
    const ask = (query: string) => stage.call(`/sample-text${query}`, { headers });
    expect(await (await ask('')).text()).toContain('m2: x');
    expect(await (await ask('?meeting=m1')).text()).toContain('m1: x');
    expect((await ask('?meeting=m3')).status).toBe(404);
    expect((await ask('?meeting=m1&meeting=m2')).status).toBe(400);
  });

  it('is empty without a meeting, and requires a session', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.call('/sample-text', { headers: await stage.signedIn('me') });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect((await stage.call('/sample-text')).status).toBe(401);
  });

  it('uses the browser’s language with TARGET_LANGUAGE=auto', async () => {
    await using stage = await startHttpStage({ targetLanguage: 'auto' });
    const headers = await stage.bearer({ uid: 'me' });
    stage.transcripts.set('m1 fr-CA', [{ at: 0, name: 'Ana', text: 'Bonjour' }]);
    const answer = await stage.call('/sample-text', {
      headers: { ...headers, 'accept-language': 'fr-ca, en;q=0.5' },
    });
    expect(await answer.text()).toContain('Bonjour');
  });
});

describe('health', () => {
  it('distinguishes liveness from readiness', async () => {
    await using stage = await startHttpStage({
      health: {
        ready: () => Promise.reject(new Error('no database')),
        metrics: { text: async () => '' },
        metricsToken: undefined,
      },
    });
    expect((await stage.call('/healthz')).status).toBe(200);
    expect((await stage.call('/readyz')).status).toBe(503);
    expect((await stage.call('/metrics')).status).toBe(404);
  });

  it('is ready when the server can serve, and metrics require the token', async () => {
    await using stage = await startHttpStage();
    expect((await stage.call('/readyz')).status).toBe(200);
    const metrics = (token: string) =>
      stage.call('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect(await (await metrics('metrics-token')).text()).toBe('captions_viewers 3\n');
    expect((await metrics('wrong')).status).toBe(401);
    expect((await stage.call('/metrics')).status).toBe(401);
  });
});

describe('an address that fails too often', () => {
  it('receives 429, while sessions continue', async () => {
    await using stage = await startHttpStage();
    const headers = await stage.bearer({ uid: 'me' });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await stage.withJson('POST', '/api/session', { context: 'garbage' });
      expect(answer.status).toBe(401);
    }
    const refused = await stage.withJson('POST', '/api/session', { context: 'garbage' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await stage.call('/api/meetings', { headers })).status).toBe(200);
    expect((await stage.call('/api/languages')).status).toBe(200);
  });

  it('is not refused with a valid proof, because an office shares one address', async () => {
    await using stage = await startHttpStage();
    let last = 401;
    while (last === 401) {
      last = (await stage.withJson('POST', '/api/session', { context: 'garbage' })).status;
    }
    expect(last).toBe(429);
    expect((await stage.enter({ uid: 'colleague' })).status).toBe(200);
    const metrics = await stage.call('/metrics', { headers: { authorization: 'Bearer metrics-token' } });
    expect(metrics.status).toBe(200);
  });

  it('is not counted for requests that succeed', async () => {
    await using stage = await startHttpStage();
    for (let attempt = 0; attempt < 120; attempt += 1) {
      expect((await stage.enter({ uid: 'office' })).status).toBe(200);
    }
  });
});

describe('a database that is busy or away', () => {
  it('is answered with 503 and Retry-After', async () => {
    const away = Object.assign(new Error('busy'), { retryable: true });
    await using stage = await startHttpStage({
      preferences: { find: () => Promise.reject(away), save: () => Promise.reject(away) },
    });
    const answer = await stage.call('/api/preferences', { headers: await stage.bearer({ uid: 'me' }) });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'unavailable' });
  });
});

describe('the log', () => {
  it('holds no context, token, name or secret of a visit', async () => {
    await using stage = await startHttpStage();
    const answer = await stage.enter({ uid: 'a-zoom-user-id', attendrole: 'host' });
    const { token } = await answer.json();
    stage.transcripts.set('m1 es', [{ at: 0, name: 'Ana Ruiz', text: 'unmistakable words' }]);
    await stage.call('/sample-text', { headers: { authorization: `Bearer ${token}` } });
    const log = stage.log.join('');
    for (const secret of [token, clientSecret, 'Ana Ruiz', 'unmistakable']) expect(log).not.toContain(secret);
  });
});
