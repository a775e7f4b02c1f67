/** `npm run bench:local`: speed and memory of the engine `local`, with a generated model of the size of Mozilla's base-memory ones. */
import { join } from 'node:path';
import { createLogger } from '../../../server/logger.ts';
import { createLocalEngine, type Models } from '../../../server/translation/engines/local/local.ts';
import type { ModelFiles } from '../../../server/translation/engines/local/worker/model-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { dictionaries, storeModel } from '../../support/word-models/stored-models.ts';

/** About as large as a base-memory model of 31.6 MB. */
const size = {
  dimension: 384,
  heads: 8,
  encoderLayers: 6,
  decoderLayers: 2,
  feedForward: 2_048,
  vocabularySize: 32_000,
};
const targets = ['es', 'fr', 'de', 'it'] as const;
const lengths = [6, 17, 40] as const;
const SENTENCES = 8;
const LIMIT_MS = 120_000;

async function main(): Promise<void> {
  await using folder = await temporaryFolder();
  const options = { ...size, dictionary: dictionaries['en-es'] };
  const files = await storeModel(join(folder.path, 'model'), options);
  say(`model of ${megabytes(files.model.bytes)} MB, ${SENTENCES} sentences each\n`);
  await using engine = engineWith(files);
  const translate = (text: string, targetLanguage: string) =>
    engine.translate({
      text,
      sourceLanguage: 'en',
      targetLanguage,
      context: [],
      signal: AbortSignal.timeout(LIMIT_MS),
    });

  let memoryBefore = process.memoryUsage.rss();
  for (const [at, target] of targets.entries()) {
    const startMs = await timed(() => translate('hello.', target));
    const memory = process.memoryUsage.rss();
    say(`direction ${at + 1}: start-up ${startMs} ms, memory +${megabytes(memory - memoryBefore)} MB\n`);
    memoryBefore = memory;
  }
  for (const words of lengths) {
    const times: number[] = [];
    for (let at = 0; at < SENTENCES; at += 1)
      times.push(await timed(() => translate(sentenceOf(words, at), 'es')));
    times.sort((a, b) => a - b);
    say(`${words} words: ${times[Math.floor(times.length / 2)]} ms (longest ${times.at(-1)} ms)\n`);
  }
  for (const count of [1, 2, 4]) {
    const elapsedMs = await timed(() =>
      Promise.all(
        targets.slice(0, count).map(async (target) => {
          for (let at = 0; at < SENTENCES; at += 1) await translate(sentenceOf(17, at), target);
        }),
      ),
    );
    const perSecond = (count * SENTENCES * 1_000) / elapsedMs;
    say(`${count} directions at once: ${perSecond.toFixed(1)} sentences of 17 words a second\n`);
  }
}

function engineWith(files: ModelFiles) {
  const models: Models = {
    directions: () => targets.map((to) => ({ from: 'en', to })),
    files: () => files,
    want: () => undefined,
    discard: () => undefined,
    downloads: () => [],
    [Symbol.asyncDispose]: async () => undefined,
  };
  return createLocalEngine({
    models,
    maxModels: targets.length,
    assumedSource: 'en',
    logger: createLogger('silent'),
    times: { callMs: LIMIT_MS, loadMs: LIMIT_MS },
  });
}

function sentenceOf(words: number, at: number): string {
  const known = Object.keys(dictionaries['en-es']);
  return `${Array.from({ length: words }, (_word, index) => known[(index + at) % known.length]).join(' ')}.`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return Math.round(performance.now() - startedAt);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

function say(text: string): void {
  process.stdout.write(text);
}

await main();
