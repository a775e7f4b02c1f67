import type { Browser } from 'playwright-core';
import { runDemo } from '../demo/run-demo.ts';
import { Film } from './film.ts';

/** About the length of the README's half minute. */
const CALM_MS = 9_000;
const AFTERWARDS_MS = 4_000;

/** The README's moving picture: the meeting in four languages, a word mended by the glossary, a connection cut and back. */
export async function filmDemo(browser: Browser): Promise<Buffer> {
  await using demo = await runDemo({ port: 0, speed: 3, onFault: fail });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript("localStorage.setItem('demo-tour', 'closed')");
  await page.goto(demo.url);
  const panel = page.frameLocator('#panel');
  await panel.getByText('Buenos días a todos, ¿me oyen bien?').first().waitFor();
  // The offer to read the browser's own language.
  await panel.getByRole('button', { name: 'Dismiss' }).click();
  const film = await Film.start(browser, page, { width: 960, height: 600, quality: 0.62, everyMs: 300 });
  await page.waitForTimeout(CALM_MS);
  await page.getByRole('button', { name: 'Mend a word' }).click();
  await page.getByText('Mended: the line that stood has changed').waitFor();
  await page.waitForTimeout(AFTERWARDS_MS);
  await page.getByRole('button', { name: 'Cut the connection' }).click();
  await panel
    .getByText(/\d s not captured/)
    .first()
    .waitFor();
  await page.waitForTimeout(AFTERWARDS_MS);
  const file = await film.end();
  await context.close();
  return file;
}

function fail(fault: unknown): void {
  throw fault;
}
