/** `npm run models`: the operator's hand on the translation models of the engine `local`. */
import { describeLanguage } from '../../../languages/languages.ts';
import type { Catalog } from '../models/catalog.ts';
import { type CatalogModel, downloadBytes } from '../models/catalog-model.ts';
import { DownloadFailure } from '../models/download-failure.ts';
import { installModel } from '../models/install-model.ts';
import { damagedFiles, forgetModel, installedModels, removeModel } from '../models/model-folder.ts';
import { exportModels, importFiles } from './model-archive.ts';
import { progressBar } from './progress-bar.ts';

export interface CommandSurroundings {
  readonly folder: string;
  readonly catalog: Catalog;
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Written as it is. */
  readonly out: (text: string) => void;
  /** A terminal shows one line that moves, a log a line for each quarter. */
  readonly isTerminal: boolean;
}

const usage = `npm run models -- <what>
  en-es es-en …            download these directions (English to Spanish, Spanish to English)
  list                     all directions, their sizes, and which are stored
  verify [directions]      check the stored files against their hashes
  remove <directions>      delete stored models
  export <file> [directions]  write stored models into one archive, for a machine without internet
  import <file>            take models from such an archive; hashes are checked
Folder and mirrors: LOCAL_MODELS_DIR, LOCAL_MODELS_URL.
`;

/** The exit code: 0 all done, 1 something failed, 2 the words are not understood. */
export async function runModelsCommand(
  args: readonly string[],
  around: CommandSurroundings,
): Promise<number> {
  const [verb = '', ...rest] = args;
  switch (verb) {
    case 'list':
      return list(around);
    case 'verify':
      return verify(rest, around);
    case 'remove':
      return remove(rest, around);
    case 'export':
      return exportTo(rest, around);
    case 'import':
      return importFrom(rest, around);
    default:
      return download(args, around);
  }
}

async function download(directions: readonly string[], around: CommandSurroundings): Promise<number> {
  const { catalog, out } = around;
  const unknown = directions.filter((direction) => !catalog.has(direction));
  if (directions.length === 0 || unknown.length > 0) {
    out(unknown.length === 0 ? usage : `No model for ${unknown.join(', ')}. "list" names all.\n\n${usage}`);
    return 2;
  }
  return installAll(directions, around, around.mirrors);
}

async function installAll(
  directions: readonly string[],
  around: CommandSurroundings,
  mirrors: readonly string[],
): Promise<number> {
  const { folder, catalog, signal, out, isTerminal } = around;
  let failures = 0;
  for (const direction of directions) {
    const model = catalog.get(direction);
    if (model === undefined) continue;
    const bar = progressBar({ label: namesOf(model), totalBytes: downloadBytes(model), out, isTerminal });
    try {
      await installModel({ folder, direction, catalog, mirrors, signal, onProgress: bar.show });
      bar.end('stored');
    } catch (error) {
      if (!(error instanceof DownloadFailure)) throw error;
      failures += 1;
      bar.end(`failed. ${error.advice}`);
    }
  }
  return failures === 0 ? 0 : 1;
}

function list({ folder, catalog, out }: CommandSurroundings): number {
  const stored = installedModels(folder);
  for (const [direction, model] of catalog) {
    const size = `${Math.round(downloadBytes(model) / 1_000_000)} MB`.padStart(6);
    const quality = model.comet === undefined ? '' : `quality ${model.comet.toFixed(2)}  `;
    const mark = stored.has(direction) ? 'stored' : '';
    out(`${direction.padEnd(8)}${size}  ${quality}${namesOf(model)}  ${mark}`.trimEnd().concat('\n'));
  }
  return 0;
}

async function verify(directions: readonly string[], { folder, out }: CommandSurroundings): Promise<number> {
  const stored = installedModels(folder);
  const chosen = directions.length === 0 ? [...stored.keys()] : directions;
  if (chosen.length === 0) out(`No model is stored in ${folder}.\n`);
  let failures = 0;
  for (const direction of chosen) {
    const files = stored.get(direction);
    const damaged = files === undefined ? undefined : await damagedFiles(files);
    const isSound = damaged?.length === 0;
    if (!isSound) failures += 1;
    const what =
      damaged === undefined ? 'not stored' : isSound ? 'as it should be' : 'damaged: download it again';
    out(`${direction}  ${what}\n`);
    if (files !== undefined && !isSound) await forgetModel(folder, direction);
  }
  return failures === 0 ? 0 : 1;
}

async function remove(directions: readonly string[], { folder, out }: CommandSurroundings): Promise<number> {
  const stored = installedModels(folder);
  const unknown = directions.filter((direction) => !stored.has(direction));
  if (directions.length === 0 || unknown.length > 0) {
    out(unknown.length === 0 ? usage : `Not stored: ${unknown.join(', ')}\n`);
    return 2;
  }
  for (const direction of directions) {
    await removeModel(folder, direction);
    out(`${direction}  removed\n`);
  }
  return 0;
}

async function exportTo(
  [archive, ...directions]: readonly string[],
  { folder, out }: CommandSurroundings,
): Promise<number> {
  const stored = [...installedModels(folder).keys()];
  const chosen = directions.length === 0 ? stored : directions;
  const missing = chosen.filter((direction) => !stored.includes(direction));
  if (archive === undefined || chosen.length === 0 || missing.length > 0) {
    out(archive === undefined ? usage : `Not stored: ${missing.join(', ') || 'any model'}\n`);
    return 2;
  }
  await exportModels(folder, chosen, archive);
  out(`${archive}  ${chosen.join(', ')}\n`);
  return 0;
}

async function importFrom([archive]: readonly string[], around: CommandSurroundings): Promise<number> {
  const { folder, catalog, out } = around;
  if (archive === undefined) {
    out(usage);
    return 2;
  }
  const directions = await importFiles(folder, archive, catalog).catch(() => undefined);
  if (directions === undefined || directions.length === 0) {
    out(`${archive} holds no translation model whose hashes are right.\n`);
    return 1;
  }
  // Without a mirror: what is missing in the archive is not downloaded.
  return installAll(directions, around, []);
}

function namesOf({ from, to }: CatalogModel): string {
  return `${describeLanguage(from).name} to ${describeLanguage(to).name}`;
}
