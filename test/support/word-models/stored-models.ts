import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFiles, StoredFile } from '../../../server/translation/engines/local/worker/model-files.ts';
import { createWordModel, type WordModelOptions } from './word-model.ts';

/** Enough of three languages for a short meeting. */
export const dictionaries = {
  'en-es': {
    hello: 'hola',
    everyone: 'todos',
    the: 'la',
    meeting: 'reunión',
    starts: 'empieza',
    now: 'ahora',
    thank: 'gracias',
    you: 'a ustedes',
    with: 'con',
  },
  'es-en': {
    hola: 'hello',
    todos: 'everyone',
    la: 'the',
    reunión: 'meeting',
    empieza: 'starts',
    ahora: 'now',
  },
  'en-fr': {
    hello: 'bonjour',
    everyone: 'tous',
    the: 'la',
    meeting: 'réunion',
    starts: 'commence',
    now: 'maintenant',
  },
  'en-ja': { hello: 'こんにちは', everyone: 'みなさん' },
} as const satisfies Record<string, Record<string, string>>;

export type KnownDirection = keyof typeof dictionaries;

/** Writes a model's files into `folder` and tells where they lie. */
export async function storeModel(folder: string, options: WordModelOptions): Promise<ModelFiles> {
  await mkdir(folder, { recursive: true });
  const { model, shortlist, vocabulary, targetVocabulary } = createWordModel(options);
  const store = async (name: string, content: Buffer): Promise<StoredFile> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return { path, bytes: content.length, sha256: sha256(content) };
  };
  return {
    model: await store('model.bin', model),
    shortlist: await store('lex.bin', shortlist),
    vocabularies:
      targetVocabulary === undefined
        ? [await store('vocab.spm', vocabulary)]
        : [await store('srcvocab.spm', vocabulary), await store('trgvocab.spm', targetVocabulary)],
  };
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
