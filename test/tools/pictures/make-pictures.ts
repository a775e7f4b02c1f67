/** `npm run pictures`: the pictures of README.md and docs/, from the demo and the simulator. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../support/browser.ts';
import { buildClientIfStale } from '../demo/build-client.ts';
import { phrasebookFile } from '../demo/languages.ts';
import { filmDemo } from './demo-film.ts';
import { photographPanels } from './panel-pictures.ts';

const usage = `npm run pictures -- [options]
  --only <film|panels>   the README's moving picture, or the panel at each step
  --into <folder>        default: docs/pictures`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    into: { type: 'string', default: fileURLToPath(new URL('../../../docs/pictures', import.meta.url)) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(`${usage}\n`);
else await makePictures(values.into, values.only);

async function makePictures(folder: string, only: string | undefined): Promise<void> {
  await buildClientIfStale((sentence) => process.stdout.write(`${sentence}\n`));
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  const keep = async (name: string, file: Buffer) => {
    await writeFile(join(folder, name), file);
    process.stdout.write(`${name}: ${Math.round(file.length / 1_000)} kB\n`);
  };
  try {
    if (only !== 'film') {
      for (const { name, png } of await photographPanels(browser, fileURLToPath(phrasebookFile))) {
        await keep(`${name}.png`, png);
      }
    }
    if (only !== 'panels') await keep('demo.webp', await filmDemo(browser));
  } finally {
    await browser.close();
  }
}
