/** One direction's folder: the compressed files as they were fetched, the unpacked ones, and a record of these. */
import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import type { ModelFiles } from '../worker/model-files.ts';
import type { CatalogModel } from './catalog-model.ts';
import { DownloadFailure } from './download-failure.ts';
import { HashingStream, sha256OfFile } from './file-hash.ts';

export const fileNames = ['model', 'lex', 'vocab', 'srcvocab', 'trgvocab'] as const;
export type FileName = (typeof fileNames)[number];

/** Written last: without it there is no model. */
const RECORD = 'installed.json';

const stored = z.object({ bytes: z.int().min(1), sha256: z.string().regex(/^[\da-f]{64}$/) });
const recordSchema = z.object({
  files: z.object({
    model: stored,
    lex: stored,
    vocab: stored.optional(),
    srcvocab: stored.optional(),
    trgvocab: stored.optional(),
  }),
});
type Stored = z.infer<typeof stored>;

export function compressedPath(folder: string, direction: string, name: FileName): string {
  return join(folder, direction, `${name}.gz`);
}

function unpackedPath(folder: string, direction: string, name: FileName): string {
  return join(folder, direction, name);
}

/** The directions whose models lie in `folder`, by their records. */
export function installedModels(folder: string): ReadonlyMap<string, ModelFiles> {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => /^[a-z]{2,3}-[a-z]{2,3}$/.test(name));
  } catch {
    return new Map();
  }
  return new Map(
    names.flatMap((direction) => {
      const files = installedModel(folder, direction);
      return files === undefined ? [] : [[direction, files] as const];
    }),
  );
}

export function installedModel(folder: string, direction: string): ModelFiles | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, direction, RECORD), 'utf8');
  } catch {
    return undefined;
  }
  const parsed = recordSchema.safeParse(parsedJson(text));
  if (!parsed.success) return undefined;
  const { model, lex, vocab, srcvocab, trgvocab } = parsed.data.files;
  const at = (name: FileName, file: Stored) => ({ path: unpackedPath(folder, direction, name), ...file });
  if (vocab !== undefined) {
    return { model: at('model', model), shortlist: at('lex', lex), vocabularies: [at('vocab', vocab)] };
  }
  if (srcvocab === undefined || trgvocab === undefined) return undefined;
  return {
    model: at('model', model),
    shortlist: at('lex', lex),
    vocabularies: [at('srcvocab', srcvocab), at('trgvocab', trgvocab)],
  };
}

/** Unpacks what was fetched and checked, and writes the record. @throws {DownloadFailure} */
export async function unpackModel(folder: string, direction: string, model: CatalogModel): Promise<void> {
  const files: Partial<Record<FileName, Stored>> = {};
  for (const name of fileNames) {
    const compressed = model.files[name];
    if (compressed === undefined) continue;
    const known = name === 'model' ? { bytes: model.modelBytes, sha256: model.modelSha256 } : undefined;
    const cap = known?.bytes ?? compressed.gzBytes * MOST_UNPACKED + UNPACKED_ALLOWANCE_BYTES;
    const unpacked = await unpack(folder, direction, name, cap);
    if (known !== undefined && (known.bytes !== unpacked.bytes || known.sha256 !== unpacked.sha256))
      throw new DownloadFailure('wrong-content');
    files[name] = unpacked;
  }
  const record = join(folder, direction, RECORD);
  await writeFile(`${record}.part`, JSON.stringify({ files }, undefined, 1));
  await rename(`${record}.part`, record);
}

/** A shortlist shrinks to a third, a vocabulary to a half: what unpacks to more is a trap. */
const MOST_UNPACKED = 20;
const UNPACKED_ALLOWANCE_BYTES = 1_000_000;

async function unpack(folder: string, direction: string, name: FileName, maxBytes: number): Promise<Stored> {
  const path = unpackedPath(folder, direction, name);
  const hashing = new HashingStream(maxBytes, () => new DownloadFailure('wrong-content'));
  try {
    await pipeline(
      createReadStream(compressedPath(folder, direction, name)),
      createGunzip(),
      hashing,
      // Flushed: a record must not outlive its files when the power goes.
      createWriteStream(`${path}.part`, { flush: true }),
    );
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    throw isZlibError(error) ? new DownloadFailure('wrong-content', { cause: error }) : error;
  }
  await rename(`${path}.part`, path);
  return { bytes: hashing.bytes, sha256: hashing.digest() };
}

/** Files that are not as the record says. */
export async function damagedFiles(files: ModelFiles): Promise<readonly string[]> {
  const all = [files.model, files.shortlist, ...files.vocabularies];
  const damaged: string[] = [];
  for (const { path, sha256 } of all)
    if ((await sha256OfFile(path).catch(() => undefined)) !== sha256) damaged.push(path);
  return damaged;
}

/** So that it is not loaded again; what was fetched stays for the repair. */
export async function forgetModel(folder: string, direction: string): Promise<void> {
  await rm(join(folder, direction, RECORD), { force: true });
}

export async function removeModel(folder: string, direction: string): Promise<void> {
  await rm(join(folder, direction), { recursive: true, force: true });
}

export async function makeModelFolder(folder: string, direction: string): Promise<void> {
  await mkdir(join(folder, direction), { recursive: true });
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
