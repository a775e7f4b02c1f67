/**
 * Covers server/http/routes/operator/admin-routes.ts, server/http/routes/operator/operator-token.ts,
 * server/observability/operator-report.ts, server/observability/engine-report.ts, server/observability/app-version.ts,
 * server/relay/hosts/viewer-counts.ts, server/cluster/redis/known-nodes.ts.
 */
import { describe, expect, it, vi } from 'vitest';
import type { OperatorReport } from '../../shared/reports/operator-report.ts';
import { routes } from '../../shared/routes.ts';
import { Journey } from '../support/journey.ts';
import { nodeTags, SeveralNodes, whyNoNodes } from '../support/several-nodes.ts';
import { openScene, say, shows } from '../support/zoom-case.ts';

const METRICS_TOKEN = 'the token of the operator';

async function reportOf(url: string): Promise<OperatorReport> {
  const answer = await fetch(`${url}${routes.adminReport}`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN.replaceAll(' ', '-')}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return answer.json();
}

const env = { METRICS_TOKEN: METRICS_TOKEN.replaceAll(' ', '-') };

describe('what the operator sees', () => {
  it('is engines, streams, viewers, storage and versions, and nothing that was said', async () => {
    await using journey = await Journey.start({
      env: {
        ...env,
        TRANSLATE_ENGINES: 'libre,deepl',
        DEEPL_KEY: 'a-secret-key',
        PRICES: 'libre=20',
        RETENTION_HOURS: '5',
      },
    });
    const scene = await openScene(journey, 'meeting');
    await scene.meeting.announceStarted();
    const second = await journey.openPanel({ meetingUuid: scene.meeting.uuid });
    await second.watch('fr');
    await say(scene, 'The crocodile ate the invoice.');
    await shows(scene.panel, 'The crocodile ate the invoice.');
    await second.settledCaptions(1);
    const report = await reportOf(journey.url);
    const [libre, deepl] = report.engines;
    expect(libre).toMatchObject({
      engine: 'libre',
      metered: false,
      breaker: 'closed',
      failures: [],
      calls: 2,
      characters: 60,
      usd: 0.0012,
      delayMs: { lines: 2 },
    });
    expect(libre?.meanCallMs).toBeGreaterThan(0);
    expect(libre?.delayMs?.p95).toBeGreaterThanOrEqual(libre?.delayMs?.p50 ?? Infinity);
    expect(deepl).toMatchObject({ engine: 'deepl', metered: true, calls: 0, characters: 0 });
    expect(deepl).not.toHaveProperty('delayMs');
    const { id = '' } = scene.panel.session.meeting ?? {};
    expect(report.streams).toEqual([
      { streamId: expect.any(String), meetingId: id, state: 'live', startedAt: expect.any(Number) },
    ]);
    expect(report.viewers).toEqual({
      open: 2,
      pending: 0,
      meetings: 1,
      languages: expect.arrayContaining([{ language: 'fr', viewers: 1 }]),
    });
    expect(report.storage).toMatchObject({ kind: 'sqlite', records: 1 });
    expect(report.retention).toEqual({ hours: 5, maxHours: 720 });
    expect(report.node).toMatchObject({ versions: { app: '0.1.0', node: process.version } });
    expect(report.node).not.toHaveProperty('all');
    const text = JSON.stringify(report);
    for (const secret of ['crocodile', 'a-secret-key', 'Ana', METRICS_TOKEN])
      expect(text).not.toContain(secret);
    const topic = scene.panel.session.meeting?.topic;
    if (topic !== undefined) expect(text).not.toContain(topic);
  });

  it('counts what fails', async () => {
    await using journey = await Journey.start({ env });
    const scene = await openScene(journey, 'meeting');
    journey.engine.service.fault = { kind: 'status', status: 500 };
    await say(scene, 'Nobody translates this.');
    await vi.waitFor(async () => {
      const [libre] = (await reportOf(journey.url)).engines;
      expect(libre?.failures.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
    });
  });

  it('is not there without METRICS_TOKEN, and refused without it in the request', async () => {
    await using open = await Journey.start();
    for (const path of [routes.admin, routes.adminReport])
      expect([path, (await fetch(`${open.url}${path}`)).status]).toEqual([path, 404]);

    await using journey = await Journey.start({ env });
    const page = await fetch(`${journey.url}${routes.admin}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    const ask = async (authorization: string) => {
      const { status } = await fetch(`${journey.url}${routes.adminReport}`, { headers: { authorization } });
      return status;
    };
    expect(await ask('')).toBe(401);
    expect(await ask(`Bearer ${env.METRICS_TOKEN}x`)).toBe(401);
    // A session is no proof of an operator.
    const { panel } = await openScene(journey, 'meeting');
    expect(await ask(`Bearer ${panel.session.token}`)).toBe(401);
    const statuses = await Promise.all(Array.from({ length: 110 }, (_, guess) => ask(`Bearer ${guess}`)));
    expect(statuses).toContain(429);
    expect(await ask(`Bearer ${env.METRICS_TOKEN}`)).toBe(200);
  });
});

describe.skipIf(whyNoNodes !== undefined)('on several nodes', { tags: nodeTags }, () => {
  it('says which node answers, and which there are', async () => {
    await using story = await SeveralNodes.start({ env });
    const reports = await Promise.all(story.nodes.map(({ url }) => reportOf(url)));
    const ids = reports.map(({ node }) => node.id ?? '').sort();
    expect(new Set(ids).size).toBe(2);
    for (const { node, storage } of reports) {
      expect(node.all).toEqual(ids);
      expect(storage.kind).toBe('postgres');
    }
  });
});
