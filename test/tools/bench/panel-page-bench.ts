/** What one page costs a browser while captions come in. */
import type { CDPSession, Frame, Page } from 'playwright-core';

export interface PageCost {
  /** Tasks of more than 50 ms. */
  readonly longTasks: number;
  /** Milliseconds of the main thread per second. */
  readonly busyMsPerSecond: number;
}

/** What the main thread did during `work`. */
export async function costOf(page: Page, frame: Frame, work: () => Promise<void>): Promise<PageCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await frame.evaluate(() => {
    const seen = { longTasks: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      seen.longTasks += list.getEntries().length;
    }).observe({ type: 'longtask' });
  });
  const [before, startedAt] = [await metric(session, 'TaskDuration'), performance.now()];
  await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = await metric(session, 'TaskDuration');
  const longTasks = await frame.evaluate(() => Number(Reflect.get(window, 'seen').longTasks));
  await session.detach();
  return { longTasks, busyMsPerSecond: ((after - before) * 1_000) / seconds };
}

/** Bytes of JavaScript objects, after what is garbage has been collected. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const bytes = await metric(session, 'JSHeapUsedSize');
  await session.detach();
  return bytes;
}

async function metric(session: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === wanted)?.value ?? 0;
}

/**
 * A page of nothing but the rows themselves: as many rows in it as the panel draws, and every one that comes pushes the
 * oldest out and is scrolled to.
 */
export async function openBarePage(page: Page, row: string, rows: number): Promise<Frame> {
  await page.setContent('<section style="height:600px;overflow:auto"><ol></ol></section>');
  await page.evaluate(
    ([html, count]) => {
      const list = document.querySelector('ol');
      for (let index = 0; index < count; index += 1) list?.insertAdjacentHTML('beforeend', html);
    },
    [row, rows] as const,
  );
  return page.mainFrame();
}

/** One more row for the bare page, with words of its own. */
export async function addBareRow(frame: Frame, row: string, text: string): Promise<void> {
  await frame.evaluate(
    ([html, words]) => {
      const list = document.querySelector('ol');
      list?.firstElementChild?.remove();
      list?.insertAdjacentHTML('beforeend', html);
      const line = list?.lastElementChild?.querySelector('p > span');
      if (line != null) line.textContent = words;
      const scroller = document.querySelector('section');
      if (scroller !== null) scroller.scrollTop = scroller.scrollHeight;
    },
    [row, text] as const,
  );
}
