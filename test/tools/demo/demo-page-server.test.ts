import { describe, expect, it } from 'vitest';
import { ZoomClient } from '../../zoom-simulator/client/host.ts';
import { DemoPageServer } from './demo-page-server.ts';
import type { PageAction, PageEvent } from './page-protocol.ts';

const stopped: PageEvent = {
  type: 'state',
  playing: false,
  speed: 1,
  speaking: [],
  stream: 'off',
  glossary: 'none',
};

async function newPage() {
  const acts: PageAction[] = [];
  const client = new ZoomClient({ context: () => 'sealed', bridge: 'iframe' });
  const page = await DemoPageServer.start({
    port: 0,
    homeUrl: 'http://127.0.0.1:1/home',
    client: (viewer) => (viewer === 'host' ? client : undefined),
    readers: { answer: async () => false },
    welcome: () => stopped,
    act: async (action) => {
      acts.push(action);
    },
  });
  const post = (path: string, body: unknown, origin = page.url) =>
    fetch(`${page.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers: { origin } });
  return { page, acts, client, post };
}

/** The first events of a stream of server-sent events. */
async function eventsOf(url: string, count: number, meanwhile: () => void): Promise<unknown[]> {
  const response = await fetch(url);
  const found: unknown[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const events = text.split('\n\n').filter((part) => part.startsWith('data: '));
    if (events.length > 0) meanwhile();
    if (events.length >= count) {
      found.push(...events.map((part): unknown => JSON.parse(part.slice('data: '.length))));
      break;
    }
  }
  return found;
}

describe('the demo page', () => {
  it('is isolated like the page of Zoom that frames panels, and brings its modules as JavaScript', async () => {
    const { page } = await newPage();
    await using _ = page;
    const html = await fetch(page.url);
    expect(html.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(html.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(await html.text()).toContain('<iframe');
    for (const path of [
      '/demo/page/page.ts',
      '/demo/page/stage.ts',
      '/zoom-simulator/client/frame-bridge.ts',
    ]) {
      const module = await fetch(`${page.url}${path}`);
      expect(module.headers.get('content-type')).toBe('text/javascript');
      expect(await module.text()).not.toContain('import type');
    }
    expect((await fetch(`${page.url}/demo/demo.ts`)).status).toBe(404);
  });

  it('hands native calls to the client of the chosen viewer', async () => {
    const { page, post } = await newPage();
    await using _ = page;
    const answer = await post('/clients/host/call', {
      jsCallId: 'id1',
      apiName: 'config',
      data: { js_api_lists: [] },
    });
    expect(await answer.json()).toMatchObject({ type: 'apiResponse', data: { jsCallId: 'id1' } });
    expect((await post('/clients/nobody/call', {})).status).toBe(404);
  });

  it('acts for its own page only', async () => {
    const { page, acts, post } = await newPage();
    await using _ = page;
    expect((await post('/action', { action: 'say', language: 'en', text: 'Hello!' })).status).toBe(204);
    expect((await post('/action', { action: 'pause' }, 'http://elsewhere.example')).status).toBe(404);
    expect((await post('/action', { action: 'speed', speed: 1000 })).status).toBe(400);
    expect(acts).toEqual([{ action: 'say', language: 'en', text: 'Hello!' }]);
  });

  it('welcomes a page and tells it what happens', async () => {
    const { page } = await newPage();
    await using _ = page;
    const said: PageEvent = { type: 'said', speaker: 'maya', text: 'Hello!', language: 'en', captured: true };
    let told = false;
    const events = await eventsOf(`${page.url}/events`, 2, () => {
      if (!told) page.broadcast(said);
      told = true;
    });
    expect(events).toEqual([stopped, said]);
  });
});
