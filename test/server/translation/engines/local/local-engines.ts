import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  createLocalEngine,
  type LocalEngineOptions,
  type Models,
} from '../../../../../server/translation/engines/local/local.ts';
import type { Direction } from '../../../../../server/translation/engines/local/model-routes.ts';
import {
  type StartThread,
  startModelThread,
} from '../../../../../server/translation/engines/local/start-thread.ts';
import type { ModelFiles } from '../../../../../server/translation/engines/local/worker/model-files.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import {
  dictionaries,
  type KnownDirection,
  storeModel,
} from '../../../../support/word-models/stored-models.ts';
import { silent } from '../../stories.ts';

/** A shelf of models that lie ready, and what the engine said about them. */
export interface Shelf extends Models {
  readonly wanted: string[];
  readonly discarded: string[];
  readonly stored: Map<string, ModelFiles>;
}

export async function shelfWith(...directions: readonly KnownDirection[]): Promise<Shelf> {
  const folder = await temporaryFolder();
  const stored = new Map<string, ModelFiles>();
  for (const direction of directions) {
    const options = {
      dictionary: dictionaries[direction],
      separateVocabularies: direction === 'en-ja',
    };
    stored.set(direction, await storeModel(join(folder.path, direction), options));
  }
  const wanted: string[] = [];
  const discarded: string[] = [];
  return {
    wanted,
    discarded,
    stored,
    directions: () => directions.map(directionOf),
    files: (direction) => stored.get(direction),
    want: (direction) => wanted.push(direction),
    discard: (direction) => {
      discarded.push(direction);
      stored.delete(direction);
    },
    downloads: () => [],
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

/** Where a model lies does not matter to a thread that loads none. */
export function emptyShelf(...names: readonly string[]): Shelf {
  const file = { path: '', bytes: 0, sha256: '' };
  const files: ModelFiles = { model: file, shortlist: file, vocabularies: [file] };
  const wanted: string[] = [];
  return {
    wanted,
    discarded: [],
    stored: new Map(),
    directions: () => names.map(directionOf),
    files: () => files,
    want: (direction) => wanted.push(direction),
    discard: () => undefined,
    downloads: () => [],
    [Symbol.asyncDispose]: async () => undefined,
  };
}

export function engineWith(models: Models, changes: Partial<LocalEngineOptions> = {}) {
  return createLocalEngine({
    models,
    maxModels: 3,
    assumedSource: 'en',
    logger: silent,
    keepMs: 0,
    ...changes,
    // A busy machine is no hang.
    times: { callMs: 30_000, ...changes.times },
  });
}

/** Real threads that the test may look at and end. */
export function watchedThreads(start: StartThread = startModelThread) {
  const started: Worker[] = [];
  const startThread: StartThread = (setup) => {
    const thread = start(setup);
    started.push(thread);
    return thread;
  };
  return { started, startThread };
}

/** A thread without a model: it answers in capitals, after a while where the text says `slow`, unless it says `hang`, `die`, `fail` or `throw`. */
export const scriptedThread: StartThread = () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ id, text }) => {
       if (text === 'hang') for (;;);
       if (text === 'die') process.exit(1);
       if (text === 'throw') throw new Error('broken');
       const answer = { kind: 'translated', id, text: text.toUpperCase() };
       if (text === 'slow') setTimeout(() => parentPort.postMessage(answer), 200);
       else if (text === 'fail') parentPort.postMessage({ kind: 'failed', id });
       else parentPort.postMessage(answer);
     });
     parentPort.postMessage({ kind: 'ready', memoryBytes: 1 });`,
    { eval: true, stderr: true },
  );

function directionOf(name: string): Direction {
  const [from = '', to = ''] = name.split('-');
  return { from, to };
}
