/** The browser that stories run in: the first Chromium, Chrome or Edge of this machine that starts, or one that Playwright fetches. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The shell has no windows and draws the same pages in half the time. */
const programs = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where each vendor installs on Windows, macOS and Linux is known to Playwright. */
const channels = ['chrome', 'msedge', 'chrome-beta', 'msedge-beta'];

/** Each attempt to connect; Playwright makes several. */
const CONNECT_LIMIT_MS = 10_000;
/** About 110 MB, on a slow line. */
const FETCH_LIMIT_MS = 5 * 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws when no browser starts, saying what to install. */
export async function launchBrowser(env: Environment = process.env): Promise<Browser> {
  const started = await firstThatStarts(env, (options) => chromium.launch(options));
  if (started !== undefined) return started;
  throw new Error(
    `No Chromium, Chrome or Edge was found that starts. Install one: ${browserCommand}, or set CHROME_PATH.`,
  );
}

/** The one command that brings a browser, with the libraries it needs on Linux. */
export const browserCommand = `npx playwright-core install ${process.platform === 'linux' ? '--with-deps ' : ''}--only-shell chromium`;

/** The program of the first browser that starts. */
export async function findBrowser(env: Environment = process.env): Promise<string | undefined> {
  const server = await firstThatStarts(env, (options) => chromium.launchServer(options));
  const path = server?.process().spawnfile;
  await server?.close();
  return path;
}

/** Fetches the headless shell into Playwright's cache, which needs no password. `false`: it cannot be had. */
export async function fetchBrowser(env: Environment = process.env): Promise<boolean> {
  if (env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD !== undefined) return false;
  const cli = createRequire(import.meta.url)
    .resolve('playwright-core/package.json')
    .replace(/package\.json$/, 'cli.js');
  const child = spawn(process.execPath, [cli, 'install', '--only-shell', 'chromium'], {
    stdio: 'ignore',
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(CONNECT_LIMIT_MS), ...env },
    timeout: FETCH_LIMIT_MS,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function firstThatStarts<Started>(
  env: Environment,
  start: (options: LaunchOptions) => Promise<Started>,
): Promise<Started | undefined> {
  const options = { headless: true, args: flags };
  if (env.CHROME_PATH !== undefined && env.CHROME_PATH !== '') {
    try {
      return await start({ ...options, executablePath: env.CHROME_PATH });
    } catch (error) {
      throw new Error(`CHROME_PATH names ${env.CHROME_PATH}, which does not start.`, { cause: error });
    }
  }
  for (const candidate of candidates(env)) {
    try {
      return await start({ ...options, ...candidate });
    } catch {
      // Not installed, or without a library it needs: the next one.
    }
  }
  return undefined;
}

/** The PATH, then Playwright's cache (its shell, then its Chromium), then the vendors' folders. */
function candidates(env: Environment): readonly LaunchOptions[] {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = folders.flatMap((folder) => programs.map((name) => join(folder, name))).filter(isExecutable);
  return [
    ...paths.map((executablePath) => ({ executablePath })),
    {},
    { channel: 'chromium' },
    ...channels.map((channel) => ({ channel })),
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
