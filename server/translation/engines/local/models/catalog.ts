import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { directionName } from '../model-routes.ts';
import type { CatalogModel } from './catalog-model.ts';
import { publishedModels } from './published-models.ts';

export type Catalog = ReadonlyMap<string, CatalogModel>;

/** Of this name in the models' folder: models of the operator's own, which beat the published ones of the same direction. */
export const OWN_CATALOG = 'catalog.json';

/** The published models, and the operator's own. @throws {CatalogError} when theirs cannot be read. */
export function readCatalog(folder: string): Catalog {
  const models = [...publishedModels, ...ownModels(join(folder, OWN_CATALOG))];
  return new Map(models.map((model) => [directionName(model), model]));
}

export class CatalogError extends Error {
  override readonly name = 'CatalogError';
}

const sha256 = z.string().regex(/^[\da-f]{64}$/);
/** Of a language, as file names hold them. */
const code = z.string().regex(/^[a-z]{2,3}$/);
const MAX_FILE_BYTES = 500_000_000;
const bytes = z.int().min(1).max(MAX_FILE_BYTES);
const file = z.object({
  path: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*$/)
    .refine((path) => !path.split('/').includes('..')),
  gzBytes: bytes,
  gzSha256: sha256,
});
const ownCatalog = z.object({
  models: z.record(
    z.string(),
    z.object({
      from: code,
      to: code,
      comet: z.number().optional(),
      modelBytes: bytes,
      modelSha256: sha256,
      files: z
        .object({
          model: file,
          lex: file,
          vocab: file.optional(),
          srcvocab: file.optional(),
          trgvocab: file.optional(),
        })
        .refine(
          ({ vocab, srcvocab, trgvocab }) =>
            (vocab === undefined) === (srcvocab !== undefined && trgvocab !== undefined),
          'needs vocab, or srcvocab and trgvocab',
        ),
    }),
  ),
});

function ownModels(path: string): readonly CatalogModel[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  try {
    return Object.values(ownCatalog.parse(JSON.parse(text)).models);
  } catch (error) {
    throw new CatalogError(`LOCAL_MODELS_DIR: ${path} is no catalog of models.`, { cause: error });
  }
}
