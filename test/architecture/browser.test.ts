/** Where a browser for the stories is looked for. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fetchBrowser, findBrowser } from '../support/browser.ts';
import { temporaryDirectory } from '../support/databases.ts';

it('names a CHROME_PATH that does not start, and looks no further', async () => {
  await expect(findBrowser({ CHROME_PATH: '/nowhere/chrome' })).rejects.toThrow(
    'CHROME_PATH names /nowhere/chrome',
  );
});

it('passes over a program of that name that is no browser', async () => {
  using directory = temporaryDirectory();
  const fake = join(directory.path, 'chromium');
  writeFileSync(fake, '#!/bin/sh\nexit 1\n');
  chmodSync(fake, 0o755);
  expect(await findBrowser({ PATH: directory.path })).not.toBe(fake);
});

it('fetches nothing where that is forbidden', async () => {
  expect(await fetchBrowser({ PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' })).toBe(false);
});
