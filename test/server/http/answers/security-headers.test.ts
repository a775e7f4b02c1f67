import { type RequestHandler, Router } from 'express';
import { describe, expect, it } from 'vitest';
import { startHttpStage } from '../../../support/http-stage.ts';

const always = [
  'strict-transport-security',
  'x-content-type-options',
  'content-security-policy',
  'referrer-policy',
  'cache-control',
];

const failing: RequestHandler = () => {
  throw new Error('a secret inside an unexpected error');
};

async function stageThatFails() {
  const router = Router();
  router.get('/fails', failing);
  return startHttpStage({ extraRouters: [router] });
}

describe('security headers', () => {
  it.each([
    ['/', 302],
    ['/panel', 200],
    ['/home', 200],
    ['/home?view=overlay', 200],
    ['/assets/panel-abc123.js', 200],
    ['/assets/missing.js', 404],
    ['/nowhere', 404],
    ['/fails', 500],
    ['/api/meetings/%E0', 400],
    ['/healthz', 200],
    ['/api/languages', 200],
    ['/api/meetings', 401],
    ['/sample-text', 401],
    ['/panel.html', 404],
  ])('are on %s (%i)', async (path, status) => {
    await using stage = await stageThatFails();
    const answer = await stage.call(path);
    expect(answer.status).toBe(status);
    for (const name of always) expect(answer.headers.get(name), name).toBeTruthy();
    expect(answer.headers.get('x-powered-by')).toBeNull();
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('allow only Zoom to frame the panel', async () => {
    await using stage = await startHttpStage();
    for (const path of ['/panel', '/panel/', '/Panel?a=b', '/assets/panel-abc123.js']) {
      const { headers } = await stage.call(path);
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('x-frame-options')).toBeNull();
      expect(headers.get('content-security-policy')).toContain(
        'frame-ancestors https://zoom.us https://*.zoom.us',
      );
    }
  });

  it('allow no page to frame /home', async () => {
    await using stage = await startHttpStage();
    const { headers } = await stage.call('/home');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('let pages connect to this server only, sockets by name', async () => {
    await using stage = await startHttpStage();
    const policy = (await stage.call('/panel')).headers.get('content-security-policy');
    expect(policy).toContain("connect-src 'self' wss://captions.example;");
    expect(policy).toContain("font-src 'self';");
  });

  it('keep pages out of caches and hashed assets in them', async () => {
    await using stage = await startHttpStage();
    const caching = async (path: string) => (await stage.call(path)).headers.get('cache-control');
    expect(await caching('/panel')).toBe('no-store');
    expect(await caching('/home')).toBe('no-store');
    expect(await caching('/assets/panel-abc123.js')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['a part', { range: 'bytes=0-3' }, 206, 'public, max-age=31536000, immutable'],
    ['a part that is not there', { range: 'bytes=900-' }, 416, 'no-store'],
    ['another version', { 'if-match': '"other"' }, 412, 'no-store'],
  ])('let caches keep of an asset only what is one: %s', async (_name, headers, status, caching) => {
    await using stage = await startHttpStage();
    const answer = await stage.call('/assets/panel-abc123.js', { headers });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, caching]);
  });

  it('let caches keep that an asset has not changed', async () => {
    await using stage = await startHttpStage();
    const { headers } = await stage.call('/assets/panel-abc123.js');
    const again = await stage.call('/assets/panel-abc123.js', {
      headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect([again.status, again.headers.get('cache-control')]).toEqual([
      304,
      'public, max-age=31536000, immutable',
    ]);
  });

  it.each([
    '/assets',
    '/assets/',
    '/assets/..%2fpanel.html',
    '/assets/%00',
    '/assets/.git',
    '/assets/missing.js',
  ])('keep the error at %s out of caches', async (path) => {
    await using stage = await startHttpStage();
    for (const method of ['GET', 'HEAD', 'POST']) {
      const answer = await stage.call(path, { method, headers: { range: 'bytes=900-' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('errors', () => {
  it('hold no internal detail', async () => {
    await using stage = await stageThatFails();
    const answer = await stage.call('/fails');
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Server error',
      status: 500,
      code: 'server-error',
      detail: 'Something went wrong on the server. Try again in a moment.',
    });
    expect(stage.log.join('')).toContain('a request failed');
  });
});
