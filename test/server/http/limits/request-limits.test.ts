import { describe, expect, it } from 'vitest';
import { requestLabel } from '../../../../server/http/request-label.ts';
import { seal, startHttpStage } from '../../../support/http-stage.ts';

async function untilRefused(ask: () => Promise<Response>, most = 300): Promise<Response> {
  for (let time = 0; time < most; time += 1) {
    const answer = await ask();
    if (answer.status === 429) return answer;
    await answer.arrayBuffer();
  }
  throw new Error(`${most} requests were all answered.`);
}

describe('a person beyond the rate of requests', () => {
  it.each([
    ['GET', '/sample-text'],
    ['GET', '/api/meetings'],
    ['GET', '/api/meetings/m'],
    ['GET', '/api/preferences'],
    ['PUT', '/api/preferences'],
  ])('receives 429 and Retry-After from %s %s, in panel and browser', async (method, path) => {
    await using stage = await startHttpStage();
    const [panel, browser] = [await stage.bearer({ uid: 'u1' }), await stage.signedIn('u1')];
    const body = method === 'PUT' ? { body: '{}' } : {};
    const ask = (headers: Record<string, string>) =>
      stage.call(path, { method, ...body, headers: { 'content-type': 'application/json', ...headers } });
    const refused = await untilRefused(() => ask(panel));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    // A token comes back now and then; an allowance of its own would last ten times as long.
    await untilRefused(() => ask(browser), 25);
    expect((await ask(await stage.bearer({ uid: 'u2' }))).status).not.toBe(429);
  });

  it('shares one allowance among guests of one context', async () => {
    await using stage = await startHttpStage();
    const context = seal({});
    const guest = async () => {
      const answer = await stage.withJson('POST', '/api/session', { context });
      return { authorization: `Bearer ${(await answer.json()).token}` };
    };
    const guests = [await guest(), await guest()];
    const refused = await untilRefused(() => stage.call('/sample-text', { headers: guests[0] ?? {} }));
    expect(refused.status).toBe(429);
    await untilRefused(() => stage.call('/sample-text', { headers: guests[1] ?? {} }), 5);
    expect((await stage.call('/sample-text', { headers: await stage.bearer({}) })).status).toBe(200);
  });

  it('receives a bounded number of sessions for one context', async () => {
    await using stage = await startHttpStage();
    const context = seal({});
    await untilRefused(() => stage.withJson('POST', '/api/session', { context }));
    expect((await stage.enter({})).status).toBe(200);
  });
});

it.each([
  ['GET', '/panel?x=Ana', 'GET /panel'],
  ['PUT', '/api/meetings/Ana/glossary', 'PUT /api/meetings/:id/glossary'],
  ['GET', '/api/meetings/Ana', 'GET /api/meetings/:id'],
  ['PATCH', '/api/meetings/m/captions/Ana', 'PATCH /api/meetings/:id/captions'],
  ['GET', '/api/meetings/m/Ana', 'GET other'],
  ['GET', '/Ana', 'GET other'],
  ['ANA', '/assets/Ana.js', 'other /assets'],
])('%s %s is named %s in the log, without what its sender wrote', (method, url, expected) => {
  expect(requestLabel({ method, url })).toBe(expected);
});
