import { readFile } from 'node:fs/promises';

/** From `package.json`, which stands above the sources and above `dist/`; `unknown` where it was left out. */
export async function appVersion(): Promise<string> {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(
        await readFile(new URL(path, import.meta.url), 'utf8'),
      );
      if (name === 'zoom-translated-captions' && typeof version === 'string') return version;
    } catch {
      // Looked for one folder further up.
    }
  }
  return 'unknown';
}
