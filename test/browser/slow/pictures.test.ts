import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../../architecture/documents.ts';

it('npm run pictures makes every picture of the panel that the documents show', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  const args = ['run', 'pictures', '--', '--only', 'panels', '--into', folder];
  await promisify(execFile)('npm', args, { cwd: root });
  const shown = (await readdir(join(root, 'docs/pictures'))).filter((name) => name.endsWith('.png'));
  expect((await readdir(folder)).sort()).toEqual(shown.sort());
  await rm(folder, { recursive: true, force: true });
});
