/** Translation models while languages come and go, and while two processes want the same one. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../architecture/documents.ts';
import { engineWith, shelfWith } from '../server/translation/engines/local/local-engines.ts';
import { question } from '../server/translation/stories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { startModelMirror } from '../support/word-models/model-mirror.ts';

const LIMIT_MS = 110_000;
/** A generated model takes some 290 MB. What the garbage collector and the allocator keep is less than another one. */
const LESS_THAN_A_MODEL = 200_000_000;

it('memory and threads of languages that left return, and one model takes the place of another', async () => {
  await using shelf = await shelfWith('en-es', 'en-fr', 'en-ja');
  const before = { memory: process.memoryUsage.rss(), threads: await threads() };
  {
    await using engine = engineWith(shelf, { maxModels: 1 });
    const read = (targetLanguage: string) =>
      engine.translate(question('hello.', { targetLanguage, signal: AbortSignal.timeout(LIMIT_MS) }));
    await read('es');
    const one = { memory: process.memoryUsage.rss(), threads: await threads() };
    for (const language of ['fr', 'ja', 'es', 'fr', 'ja', 'es']) {
      await read(language);
      expect(process.memoryUsage.rss()).toBeLessThan(one.memory + LESS_THAN_A_MODEL);
      expect(await threads()).toBeLessThanOrEqual(one.threads);
    }
  }
  expect(process.memoryUsage.rss()).toBeLessThan(before.memory + LESS_THAN_A_MODEL);
  await expect.poll(threads).toBeLessThanOrEqual(before.threads);
});

it('two processes that want a model at once fetch it once', async () => {
  await using mirror = await startModelMirror('en-es', 'en-ja');
  await using folder = await temporaryFolder();
  await mirror.writeCatalog(folder.path);
  // Slow enough that both are under way at once.
  mirror.fault = () => ({ kind: 'slow', pieces: 10, everyMs: 100 });
  const fetchModels = () =>
    promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(root, 'server/commands/models.ts'), 'en-es', 'en-ja'],
      {
        cwd: root,
        env: { ...process.env, LOCAL_MODELS_DIR: folder.path, LOCAL_MODELS_URL: mirror.origin },
        timeout: LIMIT_MS,
      },
    );
  const outputs = await Promise.all([fetchModels(), fetchModels()]);
  for (const { stdout } of outputs) expect(stdout.match(/stored/g)).toHaveLength(2);
  expect(mirror.requests).toHaveLength(7);
});

/** Of this process, where the system tells. */
async function threads(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
}
