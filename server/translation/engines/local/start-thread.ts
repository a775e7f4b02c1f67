import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { ThreadSetup } from './worker/worker-messages.ts';

export type StartThread = (setup: ThreadSetup) => Worker;

/** Starts the thread of one model. It gets no environment, which holds secrets, and its output is dropped. */
export const startModelThread: StartThread = (setup) => {
  const options = { workerData: setup, env: {}, execArgv: [], stdout: true, stderr: true };
  const thread = import.meta.url.endsWith('.ts')
    ? startFromSource(options)
    : new Worker(new URL('worker/worker.js', import.meta.url), options);
  thread.stdout.resume();
  thread.stderr.resume();
  return thread;
};

/** Only while developing: Node 20 reads no TypeScript, and a thread has no loader of its own. */
function startFromSource(options: WorkerOptions): Worker {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('dist/esm/api/index.mjs', tsx).href;
  const source = new URL('worker/worker.ts', import.meta.url).href;
  const start = `import('${loader}').then(({ register }) => { register(); return import('${source}'); });`;
  return new Worker(start, { ...options, eval: true });
}
