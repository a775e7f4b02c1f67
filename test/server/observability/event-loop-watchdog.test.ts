import { describe, expect, it, vi } from 'vitest';
import { EventLoopWatchdog } from '../../../server/observability/event-loop-watchdog.ts';

/** A loop whose clock the story moves. Everything happens in one turn, so that the real timer does not interfere. */
function stage() {
  const clock = { now: 1_000 };
  const logged: object[] = [];
  const warn = (facts: object) => void logged.push(facts);
  const watchdog = new EventLoopWatchdog({ logger: { warn }, now: () => clock.now });
  watchdog.start();
  const checkAfter = (ms: number) => {
    clock.now += ms;
    watchdog.check();
  };
  return { clock, logged, watchdog, checkAfter };
}

describe('the watchdog of the event loop', () => {
  it('counts and logs a real stall with what was running', async () => {
    const warn = vi.fn();
    using watchdog = new EventLoopWatchdog({ logger: { warn } });
    watchdog.start();
    watchdog.running('socket watch', () => {
      const end = performance.now() + 250;
      while (performance.now() < end);
    });
    await vi.waitFor(() => expect(watchdog.numbers.stalls).toBeGreaterThan(0));
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ running: ['socket watch'], longest: 'socket watch' });
    expect(watchdog.numbers.longestStallMs).toBeGreaterThan(100);
  });

  it('says nothing while checks come in time', () => {
    const { logged, watchdog, checkAfter } = stage();
    using _ = watchdog;
    for (let time = 0; time < 10; time += 1) checkAfter(60);
    expect(watchdog.numbers.stalls).toBe(0);
    expect(logged).toEqual([]);
  });

  it('names work under way, and nothing that ended before the stall', async () => {
    const { logged, watchdog, checkAfter } = stage();
    using _ = watchdog;
    watchdog.running('GET /healthz', () => undefined);
    checkAfter(50);
    let resolve: () => void = () => undefined;
    const glossary = watchdog.running(
      'glossary change',
      () =>
        new Promise<void>((done) => {
          resolve = done;
        }),
    );
    checkAfter(50);
    checkAfter(400);
    expect(logged).toEqual([{ stallMs: 350, running: ['glossary change'] }]);
    resolve();
    await glossary;
    await Promise.resolve();
    checkAfter(50);
    checkAfter(2_000);
    expect(logged[1]).toEqual({ stallMs: 1_950, running: [] });
  });

  it('hands through what the work returns and throws', async () => {
    const { watchdog } = stage();
    using _ = watchdog;
    expect(watchdog.running('a', () => 7)).toBe(7);
    expect(await watchdog.running('b', async () => 8)).toBe(8);
    const fails = () => {
      throw new Error('of the work');
    };
    expect(() => watchdog.running('c', fails)).toThrow('of the work');
    await expect(watchdog.running('d', async () => fails())).rejects.toThrow('of the work');
  });

  it('counts every stall, and logs one a second', () => {
    const { logged, watchdog, checkAfter } = stage();
    using _ = watchdog;
    for (let time = 0; time < 8; time += 1) checkAfter(250);
    expect(watchdog.numbers.stalls).toBe(8);
    expect(logged).toEqual([
      { stallMs: 200, running: [] },
      { stallMs: 200, running: [], unlogged: 3 },
    ]);
  });
});
