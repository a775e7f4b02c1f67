import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const folder = new URL('../../dist/client/', import.meta.url);

function read(file: string): Promise<string> {
  return readFile(new URL(file, folder), 'utf8');
}

/** The scripts that a built page needs before its first caption: what it names, and what those import. Code by file. */
export async function firstScripts(
  page: 'panel.html' | 'home.html' | 'view.html',
): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (scripts.has(file)) return;
    const code = await read(file);
    scripts.set(file, code);
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
      await visit(`assets/${name}`);
    }
  };
  for (const [, file] of (await read(page)).matchAll(/(?:src|href)="\/?([^"]+\.js)"/g))
    await visit(file ?? '');
  return scripts;
}

/** Everything that a page may ever load: also what is imported on demand, in every interface language. Code by file. */
export async function allScripts(page: 'panel.html' | 'home.html'): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (scripts.has(file)) return;
    const code = await read(file);
    scripts.set(file, code);
    for (const [, name] of code.matchAll(/["'`](?:\.\/|assets\/)([\w.-]+\.js)["'`]/g))
      await visit(`assets/${name}`);
  };
  for (const file of (await firstScripts(page)).keys()) await visit(file);
  return scripts;
}

/** The text of every style sheet of all pages. */
export async function allStyles(): Promise<readonly string[]> {
  const files = (await readdir(new URL('assets/', folder))).filter((file) => file.endsWith('.css'));
  return Promise.all(files.map((file) => read(`assets/${file}`)));
}

/** Bytes over the wire. */
export function gzipped(codes: Iterable<string>): number {
  let bytes = 0;
  for (const code of codes) bytes += gzipSync(code).length;
  return bytes;
}
