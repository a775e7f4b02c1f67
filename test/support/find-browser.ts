/** Before the browser stories: finds their browser, or fetches it. They run in the program that `CHROME_PATH` names then. */
import { browserCommand, fetchBrowser, findBrowser } from './browser.ts';

export async function setup(): Promise<void> {
  const path = (await findBrowser()) ?? (await fetched());
  if (path !== undefined) process.env.CHROME_PATH = path;
  else if (process.env.CI === 'true') {
    throw new Error(`CI=true skips nothing, and no browser starts here. ${browserCommand}`);
  }
}

async function fetched(): Promise<string | undefined> {
  process.stdout.write(
    'No Chromium, Chrome or Edge starts on this machine; Playwright fetches one, about 110 MB, once.\n',
  );
  return (await fetchBrowser()) ? findBrowser() : undefined;
}
