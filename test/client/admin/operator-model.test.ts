// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OperatorModel } from '../../../client/admin/operator-model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const answer = (status: number, body: object = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A server that takes one token; `status` replaces its answers. */
function stage(kept: Record<string, string> = {}) {
  const server = { status: 200, asked: 0 };
  const storage = new Map(Object.entries(kept));
  const model = new OperatorModel({
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    fetch: async (_path, init) => {
      server.asked += 1;
      if (server.status === 0) throw new TypeError('unreachable');
      const isRight = new Headers(init?.headers).get('authorization') === 'Bearer right';
      return answer(isRight ? server.status : 401, { at: server.asked });
    },
    refreshMs: 1_000,
  });
  return { model, server, storage };
}

it('keeps a good token for the tab, and asks again while the page is seen', async () => {
  const { model, server, storage } = stage();
  model.start();
  expect(model.state.get()).toEqual({ kind: 'locked' });
  model.unlock('right');
  await vi.advanceTimersByTimeAsync(2_500);
  expect(model.state.get()).toMatchObject({ kind: 'open', report: { at: 3 }, isStale: false });
  expect([...storage.values()]).toEqual(['right']);
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.asked).toBe(3);
  seen.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(0);
  expect(server.asked).toBe(4);
  model.lock();
  expect(storage.size).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.asked).toBe(4);
  model.close();
});

it('goes on with the token of the tab after a reload', async () => {
  const { model } = stage({ 'operator-token': 'right' });
  model.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(model.state.get().kind).toBe('open');
  model.close();
});

it('asks for the token again, and says why', async () => {
  const { model, server, storage } = stage();
  model.unlock('wrong');
  await vi.advanceTimersByTimeAsync(0);
  expect(model.state.get()).toEqual({ kind: 'locked', refusal: 'refused' });
  expect(storage.size).toBe(0);
  for (const [status, refusal] of [
    [429, 'too-many'],
    [404, 'switched-off'],
    [0, 'unreachable'],
  ] as const) {
    server.status = status;
    model.unlock('right');
    await vi.advanceTimersByTimeAsync(0);
    expect(model.state.get()).toEqual({ kind: 'locked', refusal });
  }
});

it('shows older numbers as such while the server is away, and new ones when it is back', async () => {
  const { model, server } = stage();
  model.unlock('right');
  await vi.advanceTimersByTimeAsync(0);
  server.status = 0;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(model.state.get()).toMatchObject({ kind: 'open', report: { at: 1 }, isStale: true });
  server.status = 503;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(model.state.get()).toMatchObject({ isStale: true });
  server.status = 200;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(model.state.get()).toMatchObject({ report: { at: 4 }, isStale: false });
  model.close();
});
