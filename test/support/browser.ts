import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: `CHROME_PATH`, or one on the PATH, or the one Playwright installed. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  try {
    return await chromium.launch({ executablePath, headless: true, args: flags });
  } catch (error) {
    throw new Error(`Chromium at ${executablePath} did not start.`, { cause: error });
  }
}

/** @throws when there is none, saying what to install. */
function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.CHROME_PATH !== undefined && env.CHROME_PATH !== '') {
    if (isExecutable(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new Error(`CHROME_PATH names ${env.CHROME_PATH}, which cannot be run.`);
  }
  // The shell has no windows and draws the same pages in half the time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    chromium.executablePath(),
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    'The browser tests need Chromium and found none. Install it (Debian, Ubuntu: apt-get install chromium; anywhere: ' +
      'npx playwright install chromium), or set CHROME_PATH to one.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
