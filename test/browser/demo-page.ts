import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type DemoOptions, type RunningDemo, runDemo } from '../tools/demo/run-demo.ts';

export interface OpenDemo extends AsyncDisposable {
  readonly demo: RunningDemo;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the demo or stood in red in the page's console. */
  readonly faults: unknown[];
}

/** The demo and its page in a browser of its own, at a speed that tests have time for. */
export async function openDemo(browser: Browser, options: Partial<DemoOptions> = {}): Promise<OpenDemo> {
  const faults: unknown[] = [];
  const demo = await runDemo({ port: 0, speed: 4, onFault: (fault) => faults.push(fault), ...options });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  context.on('weberror', (error) => faults.push(error.error()));
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(demo.url);
  return {
    demo,
    context,
    page,
    faults,
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await demo[Symbol.asyncDispose]();
    },
  };
}
