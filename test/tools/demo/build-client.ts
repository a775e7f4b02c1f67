import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The demo shows the production build: made when it is missing or older than what it is made of. */
export async function buildClientIfStale(tell: (sentence: string) => void): Promise<void> {
  const built = await modifiedAt(join(root, 'dist/client/panel.html'));
  const sources = await Promise.all(
    ['client', 'shared', 'package-lock.json'].map((name) => newest(join(root, name))),
  );
  if (built !== undefined && built >= Math.max(...sources)) return;
  tell('Building the panel, some seconds …');
  await build({ configFile: join(root, 'client/vite.config.ts'), logLevel: 'warn' });
}

/** When anything in a folder, or a file, was last changed; milliseconds since 1970. */
async function newest(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const files = inside.filter((item) => item.isFile());
  const times = await Promise.all(files.map((item) => modifiedAt(join(item.parentPath, item.name))));
  return Math.max(0, ...times.filter((time) => time !== undefined));
}

async function modifiedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
