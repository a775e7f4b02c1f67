/** Translation models in one file, for machines without internet: the compressed files exactly as mirrors hold them. */
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { create, extract } from 'tar';
import type { Catalog } from '../models/catalog.ts';
import type { CatalogFile } from '../models/catalog-model.ts';
import { sha256OfFile } from '../models/file-hash.ts';
import { compressedPath, type FileName, fileNames } from '../models/model-folder.ts';

export async function exportModels(
  folder: string,
  directions: readonly string[],
  archive: string,
): Promise<void> {
  const files: string[] = [];
  for (const direction of directions) {
    for (const name of fileNames) {
      const path = compressedPath(folder, direction, name);
      if ((await stat(path).catch(() => undefined)) !== undefined) files.push(`${direction}/${name}.gz`);
    }
  }
  await create({ file: archive, cwd: folder, portable: true }, files);
}

/**
 * Unpacks the files of an archive that the catalog knows, whose size and hash are right, beside what is stored. The rest is
 * ignored. Returns the directions of which something came.
 */
export async function importFiles(
  folder: string,
  archive: string,
  catalog: Catalog,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(folder, '.import-'));
  try {
    await extract({
      file: archive,
      cwd: aside,
      filter: (path, entry) =>
        'type' in entry && entry.type === 'File' && entry.size === catalogFile(catalog, path)?.gzBytes,
    });
    return await keepVerified(folder, aside, catalog);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function keepVerified(folder: string, aside: string, catalog: Catalog): Promise<readonly string[]> {
  const came = new Set<string>();
  for (const [direction, model] of catalog) {
    for (const name of fileNames) {
      const hash = model.files[name]?.gzSha256;
      const path = compressedPath(aside, direction, name);
      if (hash === undefined || (await sha256OfFile(path).catch(() => undefined)) !== hash) continue;
      await mkdir(join(folder, direction), { recursive: true });
      await rename(path, compressedPath(folder, direction, name));
      came.add(direction);
    }
  }
  return [...came];
}

/** Of `en-es/model.gz`. */
function catalogFile(catalog: Catalog, path: string): CatalogFile | undefined {
  const [, direction = '', name = ''] = /^(?:\.\/)?([a-z]{2,3}-[a-z]{2,3})\/([a-z]+)\.gz$/.exec(path) ?? [];
  return isFileName(name) ? catalog.get(direction)?.files[name] : undefined;
}

function isFileName(name: string): name is FileName {
  return fileNames.some((known) => known === name);
}
