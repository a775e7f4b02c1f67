/** A thread with one model: checks its files, loads it, then translates one text at a time. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { loadBergamotModel } from './bergamot.ts';
import type { StoredFile } from './model-files.ts';
import type { LoadedModel } from './model-runtime.ts';
import type { TextToTranslate, ThreadMessage, ThreadSetup } from './worker-messages.ts';

class DamagedFile extends Error {
  readonly path: string;
  constructor(path: string) {
    super('a stored file has changed');
    this.path = path;
  }
}

async function run({ files }: ThreadSetup): Promise<void> {
  let model: LoadedModel;
  try {
    model = await loadBergamotModel({
      model: checkedBytes(files.model),
      shortlist: checkedBytes(files.shortlist),
      vocabularies: files.vocabularies.map(checkedBytes),
    });
    // The first text is slow: memory is taken and code compiled.
    model.translate('.', { isMarkup: false });
  } catch (error) {
    say(error instanceof DamagedFile ? { kind: 'damaged', path: error.path } : { kind: 'unusable' });
    return;
  }
  parentPort?.on('message', ({ id, text, isMarkup }: TextToTranslate) => {
    try {
      say({ kind: 'translated', id, text: model.translate(text, { isMarkup }) });
    } catch {
      // The runtime's error may quote the text.
      say({ kind: 'failed', id });
    }
  });
  say({ kind: 'ready', memoryBytes: model.memoryBytes });
}

function checkedBytes({ path, bytes, sha256 }: StoredFile): Uint8Array {
  let content: Uint8Array;
  try {
    content = readFileSync(path);
  } catch {
    throw new DamagedFile(path);
  }
  const isWhole =
    content.byteLength === bytes && createHash('sha256').update(content).digest('hex') === sha256;
  if (!isWhole) throw new DamagedFile(path);
  return content;
}

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

await run(workerData);
